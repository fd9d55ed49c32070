package org.multiengine.actors.internal.registrar;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs messages that an actor refuses: the first one at once, then at most one line a minute with
 * the number of refused messages. The limit keeps a peer from filling the log. Used by that actor
 * alone.
 */
final class Refusals {

  static final Duration MIN_LOG_INTERVAL = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final String recipient;
  private final LongSupplier nanos;
  private @Nullable Long lastLogged;
  private int refusedSince;

  /**
   * Creates the log.
   *
   * @param recipient the actor that refuses messages, as text for people
   */
  Refusals(String recipient) {
    this(recipient, System::nanoTime);
  }

  Refusals(String recipient, LongSupplier nanos) {
    this.recipient = recipient;
    this.nanos = nanos;
  }

  /** Counts a refused message; returns whether a line was logged. */
  boolean refused(String reason, @Nullable Throwable cause) {
    long now = nanos.getAsLong();
    refusedSince++;
    if (lastLogged != null && now - lastLogged < MIN_LOG_INTERVAL.toNanos()) {
      return false;
    }
    LOG.warn(
        "{} refused {}; last reason: {}",
        recipient,
        refusedSince == 1 ? "1 message" : refusedSince + " messages",
        reason,
        cause);
    lastLogged = now;
    refusedSince = 0;
    return true;
  }
}
