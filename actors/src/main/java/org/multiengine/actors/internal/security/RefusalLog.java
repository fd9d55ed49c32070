package org.multiengine.actors.internal.security;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs connections that are refused: the first one immediately, then at most one line a minute with
 * the number of refused connections. The limit keeps strangers from filling the log. Safe for use
 * by several threads.
 */
public final class RefusalLog {

  static final Duration MIN_LOG_INTERVAL = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private final LongSupplier nanos;
  private final String advice;
  private @Nullable Long lastLogged;
  private int refusedSince;

  /**
   * Creates the log.
   *
   * @param nanos a monotonic clock
   * @param advice is appended to each line
   */
  public RefusalLog(LongSupplier nanos, String advice) {
    this.nanos = nanos;
    this.advice = advice;
  }

  /** Counts a refused connection; returns whether a line was logged. */
  public synchronized boolean refused(String reason) {
    long now = nanos.getAsLong();
    refusedSince++;
    if (lastLogged != null && now - lastLogged < MIN_LOG_INTERVAL.toNanos()) {
      return false;
    }
    LOG.warn(
        "refused {}; last reason: {}{}",
        refusedSince == 1 ? "1 connection" : refusedSince + " connections",
        reason,
        advice);
    lastLogged = now;
    refusedSince = 0;
    return true;
  }
}
