package org.multiengine.core.net;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.multiengine.core.net.socket.Loop;

/**
 * Ends connections whose other end is silent. A limit of time alone never ends a connection: when
 * it has passed, everything that has come is read first, because this process may have been too
 * busy to read. Used only by the reading thread.
 */
final class Watch {

  /** A connection with limits of time. */
  interface Watched {

    /** Returns whether a limit of time has passed without progress of the other end. */
    boolean isLate(long now);

    /** Ends the connection because a limit has passed. */
    void endLate();

    /** Shows the other end that this end lives if it has not been sent anything for some time. */
    void keepAlive(long now);
  }

  private static final Duration MIN_PERIOD = Duration.ofMillis(10);
  private static final Duration MAX_PERIOD = Duration.ofSeconds(1);

  private final Loop loop;
  private final Duration period;
  private final Set<Watched> watched = new LinkedHashSet<>();
  private boolean ticking;

  Watch(Loop loop, Connections.Limits limits) {
    this.loop = loop;
    this.period = period(limits);
  }

  private static Duration period(Connections.Limits limits) {
    Duration shorter =
        limits.keepAlive().compareTo(limits.silence()) < 0 ? limits.keepAlive() : limits.silence();
    Duration quarter = shorter.dividedBy(4);
    if (quarter.compareTo(MIN_PERIOD) < 0) {
      return MIN_PERIOD;
    }
    return quarter.compareTo(MAX_PERIOD) > 0 ? MAX_PERIOD : quarter;
  }

  void add(Watched connection) {
    watched.add(connection);
    if (!ticking) {
      ticking = true;
      loop.after(period, this::tick);
    }
  }

  void remove(Watched connection) {
    watched.remove(connection);
  }

  private void tick() {
    ticking = false;
    check(loop.now());
    if (!watched.isEmpty()) {
      ticking = true;
      loop.after(period, this::tick);
    }
  }

  private void check(long now) {
    List<Watched> late = watched.stream().filter(each -> each.isLate(now)).toList();
    if (!late.isEmpty()) {
      loop.serveReady();
    }
    late.stream().filter(each -> each.isLate(now)).forEach(Watched::endLate);
    List.copyOf(watched).forEach(each -> each.keepAlive(now));
  }
}
