package org.multiengine.core.clock;

import java.time.Duration;

/**
 * The waits between attempts at something that fails. The wait doubles with each failure in a row.
 *
 * @param minWait the wait after the first failure
 * @param maxWait the longest wait
 */
public record Backoff(Duration minWait, Duration maxWait) {

  /**
   * Returns the wait after a number of failures in a row.
   *
   * @param failures the number, from 1
   */
  public Duration after(int failures) {
    Duration wait = minWait;
    for (int more = 1; more < failures && wait.compareTo(maxWait) < 0; more++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(maxWait) > 0 ? maxWait : wait;
  }
}
