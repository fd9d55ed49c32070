package org.multiengine.core.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * When something started, and how long it has lasted. The duration is never negative and is right
 * if the time of day is set meanwhile. Safe for use by several threads.
 */
public final class StartTime {

  private final Instant at;
  private final long startNanos;
  private final LongSupplier nanos;

  StartTime(Instant at, long startNanos, LongSupplier nanos) {
    this.at = at;
    this.startNanos = startNanos;
    this.nanos = nanos;
  }

  /** Returns the time of day of the start. */
  public Instant at() {
    return at;
  }

  /** Returns the time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - startNanos);
  }

  /** Returns the time of day at which something ends now, by the time of day of the start. */
  public Instant end() {
    return at.plus(elapsed());
  }
}
