package org.multiengine.core.clock;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The two clocks of a process: one for the time of day, which may be set forward and back, and one
 * that only goes forward, by which durations are measured.
 *
 * @param day the time of day
 * @param nanos a count of nanoseconds that only grows, as of {@link System#nanoTime()}
 */
public record Clocks(InstantSource day, LongSupplier nanos) {

  private static final Clocks SYSTEM = new Clocks(InstantSource.system(), System::nanoTime);

  /** Returns the clocks of the system. */
  public static Clocks system() {
    return SYSTEM;
  }

  /** Returns the start of something that starts now. */
  public StartTime start() {
    return new StartTime(day.instant(), nanos.getAsLong(), nanos);
  }
}
