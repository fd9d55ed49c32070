package org.multiengine.core.net;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.multiengine.core.clock.LogInterval;
import org.slf4j.event.Level;

/**
 * The connections of one server that are not open yet: those whose handshake is not complete.
 * Limits their number and logs those that fail, with a limit for each kind of failure, because
 * anyone who reaches the server can cause failures. Used only by the reading thread.
 */
final class Openings {

  /** The kinds of failures. */
  private enum Failure {
    /** Too many connections are not open. */
    FULL,
    /** One end does not accept the certificate of the other. */
    CERTIFICATE,
    /** Any other reason. */
    OTHER
  }

  private final int max;
  private final Acceptor acceptor;
  private final BiConsumer<Level, String> log;
  private final Map<Failure, LogInterval> intervals = new EnumMap<>(Failure.class);
  private int count;

  /**
   * Creates the openings of a server.
   *
   * @param max the number of connections that may be not open at a time
   * @param acceptor provides the listeners of connections that are open
   * @param log writes a line
   * @param nanos a monotonic clock
   */
  Openings(int max, Acceptor acceptor, BiConsumer<Level, String> log, LongSupplier nanos) {
    this.max = max;
    this.acceptor = acceptor;
    this.log = log;
    for (Failure kind : Failure.values()) {
      intervals.put(kind, new LogInterval(nanos));
    }
  }

  /** Returns whether no further connection may begin to open, and logs it. */
  boolean refuse(String peer) {
    if (count < max) {
      return false;
    }
    log(Failure.FULL, Level.WARN, peer, count + " connections are in their handshakes");
    return true;
  }

  /** Returns the opening of a connection, which counts from {@link Begun#begin()} on. */
  Begun create(String peer) {
    return new Begun(peer);
  }

  /** Returns how many connections are not open. */
  int count() {
    return count;
  }

  private void log(Failure kind, Level level, String peer, String reason) {
    LogInterval interval = intervals.get(kind);
    int failures = interval == null ? 1 : interval.count();
    if (failures > 0) {
      String more = failures == 1 ? "" : " (" + failures + " such connections since the last line)";
      log.accept(level, "no connection with " + peer + ": " + reason + more);
    }
  }

  /** The opening of one connection. */
  final class Begun implements Opening {

    private final String peer;
    private boolean isCounted;

    private Begun(String peer) {
      this.peer = peer;
    }

    /** Counts the connection, until it is open or has failed. */
    void begin() {
      isCounted = true;
      count++;
    }

    private void end() {
      if (isCounted) {
        isCounted = false;
        count--;
      }
    }

    @Override
    public Listener opened(Connection connection) {
      end();
      return acceptor.accepted(connection);
    }

    /** Called also after {@link #opened} if the acceptor has failed. */
    @Override
    public void failed(String reason) {
      end();
      Failure kind = reason.contains("certificate") ? Failure.CERTIFICATE : Failure.OTHER;
      log(kind, Level.INFO, peer, reason);
    }

    @Override
    public void ended(Connection connection) {
      acceptor.ended(connection);
    }

    @Override
    public boolean isClient() {
      return false;
    }
  }
}
