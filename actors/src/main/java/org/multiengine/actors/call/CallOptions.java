package org.multiengine.actors.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a call is made.
 *
 * @param continueOnError whether the client's later requests stay when this one fails
 * @param live whether the observer receives reports while the requests run
 * @param timeout how long the call may take before it is cancelled, or null for no limit
 */
public record CallOptions(boolean continueOnError, boolean live, @Nullable Duration timeout) {

  /** A failure drops later requests, there are no reports, and there is no time limit. */
  public static final CallOptions DEFAULT = new CallOptions(false, false, null);
}
