package org.multiengine.test.support;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The times that a fault test measures: a test starts the clock when the fault happens and marks
 * what follows. The longest time counts if the same is marked again. Safe for use by several
 * threads.
 */
public final class FaultClock {

  private long begin = System.nanoTime();
  private @Nullable Duration known;
  private @Nullable Duration serving;
  private String counted = "";

  /** Makes a clock that starts now. */
  public FaultClock() {}

  /** Starts the clock, again if it runs. */
  public void start() {
    startAt(System.nanoTime());
  }

  /** Starts the clock at a moment that is past, a value of {@link System#nanoTime()}. */
  public synchronized void startAt(long nanos) {
    begin = nanos;
  }

  /** Marks the moment at which a waiting caller knows of the fault. */
  public synchronized void known() {
    known = longest(known, elapsed());
  }

  /** Marks the moment at which the engine takes requests again. */
  public synchronized void serving() {
    serving = longest(serving, elapsed());
  }

  /** Takes over the times that another process has measured. */
  public synchronized void measured(Duration untilKnown, Duration untilServing) {
    known = untilKnown;
    serving = untilServing;
  }

  /** Adds to the outcome what the test has counted. */
  public synchronized void counted(String text) {
    counted = text;
  }

  /** Returns the time since the start. */
  public synchronized Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Returns how long it took until a waiting caller knew; null if that was not marked. */
  public synchronized @Nullable Duration untilKnown() {
    return known;
  }

  /** Returns how long it took until the engine took requests again; null if not marked. */
  public synchronized @Nullable Duration untilServing() {
    return serving;
  }

  synchronized FaultTable.Row row(String outcome) {
    return new FaultTable.Row(outcome + counted, known, serving);
  }

  private static Duration longest(@Nullable Duration before, Duration now) {
    return before == null || before.compareTo(now) < 0 ? now : before;
  }
}
