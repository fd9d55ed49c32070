package org.multiengine.core.net;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.Reasons;

/**
 * The limits of time of one connection. Used only by the reading thread, except {@link #resume}.
 */
final class Patience implements Watch.Watched {

  /** The state of a connection as far as its limits are concerned. */
  private enum Phase {
    /** The handshake waits for the other end. */
    HANDSHAKE,
    /** Frames can be sent and received. */
    OPEN,
    /** This end does not read, so the other end cannot be late. */
    HELD,
    /** This end closes when everything is sent. */
    FAREWELL
  }

  private final Endpoint endpoint;
  private final Connections.Limits limits;
  private final @Nullable Duration handshakeLimit;
  private final Farewell farewell;
  private final Reading reading;
  private final ListenerSlot listener;
  private volatile long start;
  private volatile long lastRead;

  Patience(
      Endpoint endpoint,
      Connections.Limits limits,
      @Nullable Duration handshakeLimit,
      Farewell farewell,
      Reading reading,
      ListenerSlot listener,
      long now) {
    this.endpoint = endpoint;
    this.limits = limits;
    this.handshakeLimit = handshakeLimit;
    this.farewell = farewell;
    this.reading = reading;
    this.listener = listener;
    this.start = now;
    this.lastRead = now;
  }

  /** Notes that something has come. */
  void read(long now) {
    lastRead = now;
  }

  /** Starts all limits anew, because this end did not read. Called on any thread. */
  void resume(long now) {
    start = now;
    lastRead = now;
  }

  private Phase phase() {
    if (farewell.isBegun()) {
      return Phase.FAREWELL;
    }
    if (!reading.isAllowed()) {
      return Phase.HELD;
    }
    return listener.isOpen() ? Phase.OPEN : Phase.HANDSHAKE;
  }

  @Override
  public boolean isLate(long now) {
    return switch (phase()) {
      case HANDSHAKE -> handshakeLimit != null && now - start > handshakeLimit.toNanos();
      case OPEN -> now - lastRead > limits.silence().toNanos();
      case HELD -> false;
      case FAREWELL -> farewell.isLate(now);
    };
  }

  @Override
  public void endLate() {
    endpoint.close(
        switch (phase()) {
          case HANDSHAKE -> "the TLS handshake was not complete in time";
          case OPEN, HELD -> "nothing has come for " + limits.silence().toMillis() + " ms";
          case FAREWELL -> Reasons.CLOSED_HERE;
        });
  }

  @Override
  public void keepAlive(long now) {
    endpoint.keepAlive(now - limits.keepAlive().toNanos());
  }
}
