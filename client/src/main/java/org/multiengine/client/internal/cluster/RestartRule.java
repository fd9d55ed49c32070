package org.multiengine.client.internal.cluster;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Whether a process that has ended by itself is started again, and when: each time after twice the
 * wait, up to a limit, and not for ever. Restarts that are long past do not count. Used by one
 * thread at a time.
 */
final class RestartRule {

  /**
   * What limits restarts.
   *
   * @param minWait how long to wait before the first one
   * @param maxWait how long that wait may become
   * @param maxRestarts how many there may be
   * @param within for how long a restart counts
   */
  record Limits(Duration minWait, Duration maxWait, int maxRestarts, Duration within) {

    /** Reads them from {@code multiengine.host.restart}. */
    static Limits of(Config restart) {
      return new Limits(
          restart.getDuration("min-wait"),
          restart.getDuration("max-wait"),
          restart.getInt("max-restarts"),
          restart.getDuration("within"));
    }
  }

  private final Limits limits;
  private final Deque<Long> restarts = new ArrayDeque<>();

  RestartRule(Limits limits) {
    this.limits = limits;
  }

  /**
   * The process has ended. Returns how long to wait before it is started again; empty if it is not.
   *
   * @param nanos the time, by a clock that only goes forward
   */
  Optional<Duration> ended(long nanos) {
    restarts.removeIf(then -> nanos - then >= limits.within().toNanos());
    if (restarts.size() >= limits.maxRestarts()) {
      return Optional.empty();
    }
    Duration wait = limits.minWait();
    for (int past = 0; past < restarts.size() && wait.compareTo(limits.maxWait()) < 0; past++) {
      wait = wait.multipliedBy(2);
    }
    restarts.addLast(nanos);
    return Optional.of(wait.compareTo(limits.maxWait()) > 0 ? limits.maxWait() : wait);
  }

  /** Returns for people why there is no further restart, and what can be done. */
  String whyNot() {
    return "it is not started again: that is done at most "
        + limits.maxRestarts()
        + " times within "
        + limits.within().toSeconds()
        + " s (multiengine.host.restart); find the cause, then add an engine in its place"
        + " (multiengine engine add -n 1), or start the cluster anew";
  }
}
