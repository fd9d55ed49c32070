package org.multiengine.test.support;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A clock for the times of a fault. A test starts the clock when the fault happens, and marks the
 * moments that follow. Of several times for the same mark, the longest counts. Safe for use by
 * several threads.
 */
public final class FaultClock {

  private long begin = System.nanoTime();
  private @Nullable Duration known;
  private @Nullable Duration serving;
  private String counted = "";

  /** Creates a clock that starts now. */
  public FaultClock() {}

  /** Starts the clock, also if it runs already. */
  public void start() {
    startAt(System.nanoTime());
  }

  /**
   * Starts the clock at an earlier moment.
   *
   * @param nanos a value of {@link System#nanoTime()}
   */
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

  /** Sets the times to those that another process has measured. */
  public synchronized void measured(Duration untilKnown, Duration untilServing) {
    known = untilKnown;
    serving = untilServing;
  }

  /** Appends a text with counts to the outcome. */
  public synchronized void counted(String text) {
    counted = text;
  }

  /** Returns the time since the start. */
  public synchronized Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** Returns the time until a waiting caller knew of the fault; null if not marked. */
  public synchronized @Nullable Duration untilKnown() {
    return known;
  }

  /** Returns the time until the engine took requests again; null if not marked. */
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
