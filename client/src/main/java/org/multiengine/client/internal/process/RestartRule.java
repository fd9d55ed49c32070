package org.multiengine.client.internal.process;

import com.typesafe.config.Config;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.multiengine.core.clock.Backoff;

/**
 * The rule that limits the restarts of a process. The wait before a restart doubles each time, up
 * to a maximum, and the number of restarts within a period is limited; older restarts do not count.
 * Used by one thread at a time.
 */
public final class RestartRule {

  /**
   * The limits of restarts.
   *
   * @param minWait the wait before the first restart
   * @param maxWait the longest wait
   * @param maxRestarts how many restarts there may be within the period
   * @param within the period for which a restart counts
   */
  public record Limits(Duration minWait, Duration maxWait, int maxRestarts, Duration within) {

    /** Reads the limits from {@code multiengine.host.restart}. */
    public static Limits of(Config restart) {
      return new Limits(
          restart.getDuration("min-wait"),
          restart.getDuration("max-wait"),
          restart.getInt("max-restarts"),
          restart.getDuration("within"));
    }
  }

  private final Limits limits;
  private final Deque<Long> restarts = new ArrayDeque<>();
  private boolean givenUp;

  RestartRule(Limits limits) {
    this.limits = limits;
  }

  /**
   * Records the end of the process, and its restart if there is one. Returns the wait before the
   * restart; empty if the process is not restarted.
   *
   * @param nanos the time of a monotonic clock
   */
  Optional<Duration> ended(long nanos) {
    restarts.removeIf(then -> nanos - then >= limits.within().toNanos());
    givenUp = restarts.size() >= limits.maxRestarts();
    if (givenUp) {
      return Optional.empty();
    }
    restarts.addLast(nanos);
    return Optional.of(new Backoff(limits.minWait(), limits.maxWait()).after(restarts.size()));
  }

  /** Returns whether the latest end was not followed by a restart. */
  boolean hasGivenUp() {
    return givenUp;
  }

  /** Returns why there is no further restart, and what to do; part of error messages. */
  String whyNot() {
    return "not restarted: limit of "
        + limits.maxRestarts()
        + " restarts in "
        + limits.within().toSeconds()
        + " s reached (multiengine.host.restart); find the cause, then add an engine in its place"
        + " (multiengine engine add -n 1), or restart the cluster";
  }
}
