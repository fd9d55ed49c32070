package org.multiengine.core.clock;

import java.time.Duration;

/**
 * The waits between attempts at something that fails. The wait grows by a factor with each failure
 * in a row.
 *
 * @param minWait the wait after the first failure
 * @param factor the factor, 1 or more
 * @param maxWait the longest wait
 */
public record Backoff(Duration minWait, double factor, Duration maxWait) {

  /** The part of a wait by which {@link #jittered} shortens or lengthens it at most. */
  private static final double JITTER = 0.25;

  /** Checks the factor. */
  public Backoff {
    if (!(factor >= 1)) {
      throw new IllegalArgumentException("the factor of a back-off is 1 or more: " + factor);
    }
  }

  /** Creates waits that double. */
  public Backoff(Duration minWait, Duration maxWait) {
    this(minWait, 2, maxWait);
  }

  /** Returns the waits of attempts that follow each other at once. */
  public static Backoff none() {
    return new Backoff(Duration.ZERO, 1, Duration.ZERO);
  }

  /**
   * Returns the wait after a number of failures in a row.
   *
   * @param failures the number, from 1
   */
  public Duration after(int failures) {
    double nanos = minWait.toNanos() * Math.pow(factor, failures - 1);
    long longest = maxWait.toNanos();
    return nanos >= longest ? maxWait : Duration.ofNanos((long) nanos);
  }

  /**
   * Returns the wait after a number of failures in a row, changed by up to a quarter, so that
   * attempts that failed together are not repeated together.
   *
   * @param failures the number, from 1
   * @param random a random number from 0 to 1
   */
  public Duration jittered(int failures, double random) {
    double part = 1 + JITTER * (2 * random - 1);
    return Duration.ofNanos((long) (after(failures).toNanos() * part));
  }
}
