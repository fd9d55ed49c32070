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

  /** The longest limit of a call. Timers of a node take no longer ones. */
  public static final Duration MAX_TIMEOUT = Duration.ofDays(200);

  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if the limit is longer than {@link #MAX_TIMEOUT}
   */
  public CallOptions {
    if (timeout != null && timeout.compareTo(Duration.ofDays(200)) > 0) {
      throw new IllegalArgumentException(
          "a timeout may be at most 200 days; omit it for a call without a limit");
    }
  }

  /** A failure drops later requests, there are no reports, and there is no time limit. */
  public static final CallOptions DEFAULT = new CallOptions(false, false, null);
}
