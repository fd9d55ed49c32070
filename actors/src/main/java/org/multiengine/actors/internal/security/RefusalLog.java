package org.multiengine.actors.internal.security;

import java.util.function.LongSupplier;
import org.multiengine.core.clock.LogInterval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs connections that are refused: the first one immediately, then at most one line a minute with
 * the number of refused connections. The limit keeps strangers from filling the log. Safe for use
 * by several threads.
 */
public final class RefusalLog {

  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private final LogInterval interval;
  private final String advice;

  /**
   * Creates the log.
   *
   * @param nanos a monotonic clock
   * @param advice is appended to each line
   */
  public RefusalLog(LongSupplier nanos, String advice) {
    this.interval = new LogInterval(nanos);
    this.advice = advice;
  }

  /** Counts a refused connection; returns whether a line was logged. */
  public boolean refused(String reason) {
    int refused = interval.count();
    if (refused == 0) {
      return false;
    }
    LOG.warn(
        "refused {}; last reason: {}{}",
        refused == 1 ? "1 connection" : refused + " connections",
        reason,
        advice);
    return true;
  }
}
