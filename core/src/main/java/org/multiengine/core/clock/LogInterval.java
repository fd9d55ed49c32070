package org.multiengine.core.clock;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The least time between two lines of a log about events of one kind, so that nobody who can cause
 * such events can fill the log. The first event is logged at once. Safe for use by several threads.
 */
public final class LogInterval {

  /** The least time between two lines. */
  public static final Duration MIN_INTERVAL = Duration.ofMinutes(1);

  private final LongSupplier nanos;
  private @Nullable Long lastLine;
  private int events;

  /**
   * Creates an interval that has not begun.
   *
   * @param nanos a monotonic clock
   */
  public LogInterval(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Counts an event.
   *
   * @return the number of events since the last line, if a line is to be logged now; otherwise 0
   */
  public synchronized int count() {
    long now = nanos.getAsLong();
    events++;
    if (lastLine != null && now - lastLine < MIN_INTERVAL.toNanos()) {
      return 0;
    }
    int due = events;
    lastLine = now;
    events = 0;
    return due;
  }
}
