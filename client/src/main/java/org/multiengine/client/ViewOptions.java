package org.multiengine.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.CallOptions;

/**
 * The way the calls of a view are made.
 *
 * @param onError what happens to waiting calls when one fails
 * @param timeout how long a call may take; null for no limit
 */
record ViewOptions(OnError onError, @Nullable Duration timeout) {

  static final ViewOptions DEFAULT = new ViewOptions(OnError.CLEAR_QUEUE, null);

  /** Returns the options of a call whose engines report nothing while it runs. */
  CallOptions quiet() {
    return new CallOptions(onError == OnError.CONTINUE, false, timeout);
  }

  /** Returns the options of a call whose engines report while it runs. */
  CallOptions live() {
    return new CallOptions(onError == OnError.CONTINUE, true, timeout);
  }

  /** Returns the options of a query about engines, which fails after a limit of its own. */
  CallOptions query(Duration limit) {
    return new CallOptions(false, false, timeout == null ? limit : timeout);
  }
}
