package org.multiengine.actors.internal.security;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs connections that fail at their handshake: the first at once, then at most one line a minute,
 * which says how many there were. Nobody fills a log by knocking. Safe for use by several threads.
 */
final class RefusalLog {

  static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

  private final InstantSource clock;
  private @Nullable Instant logged;
  private int since;

  RefusalLog(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes note of one; returns whether it was logged. */
  synchronized boolean refused(Exception reason) {
    Instant now = clock.instant();
    since++;
    if (logged != null && now.isBefore(logged.plus(INTERVAL))) {
      return false;
    }
    LOG.warn(
        "{} refused; the last one because of: {}. Its other end has no certificate of this cluster,"
            + " or another address than it names, or is no node at all",
        since == 1 ? "a connection was" : since + " connections were",
        reason.getMessage());
    logged = now;
    since = 0;
    return true;
  }
}
