package org.multiengine.core.dispatch;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.request.Outcome;

/** The answer of an engine to a part of a call. */
public interface PartAnswer {

  /** Returns the place of the engine among the targets of the call. */
  int place();

  /** Returns how the request ended. */
  Outcome outcome();

  /** Returns whether the request began to run. */
  boolean ran();

  /** Returns the newest failure of the client on the engine; null if the answer reports none. */
  @Nullable FailureMark failureMark();

  /** Returns about how many bytes the answer holds. */
  long size();
}
