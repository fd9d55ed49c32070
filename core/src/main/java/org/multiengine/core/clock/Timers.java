package org.multiengine.core.clock;

import java.util.Comparator;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Actions at future times, carried out by the caller of {@link #run}. A cancelled timer leaves
 * nothing behind. Used by one thread at a time.
 */
public final class Timers {

  /** An action at a time. */
  public static final class Timer {
    private final long at;
    private final long number;
    private final LongConsumer action;

    private Timer(long at, long number, LongConsumer action) {
      this.at = at;
      this.number = number;
      this.action = action;
    }

    /** Returns the time of the action. */
    public long at() {
      return at;
    }
  }

  /** Compares times by their difference, because a count of nanoseconds may overflow. */
  private static final Comparator<Timer> BY_TIME =
      (one, other) -> {
        int byTime = Long.signum(one.at - other.at);
        return byTime != 0 ? byTime : Long.compare(one.number, other.number);
      };

  private final TreeSet<Timer> pending = new TreeSet<>(BY_TIME);
  private long lastNumber;

  /** Adds an action, which receives the time at which it is carried out. */
  public Timer schedule(long at, LongConsumer action) {
    var timer = new Timer(at, ++lastNumber, action);
    pending.add(timer);
    return timer;
  }

  /** Drops an action that has not been carried out; null is ignored. */
  public void cancel(@Nullable Timer timer) {
    if (timer != null) {
      pending.remove(timer);
    }
  }

  /** Carries out the actions whose time has come. */
  public void run(long now) {
    while (!pending.isEmpty() && pending.first().at - now <= 0) {
      Timer due = pending.first();
      pending.remove(due);
      due.action.accept(now);
    }
  }

  /** Returns the time of the next action; empty if there is none. */
  public OptionalLong next() {
    return pending.isEmpty() ? OptionalLong.empty() : OptionalLong.of(pending.first().at);
  }

  /** Returns the number of actions. */
  public int size() {
    return pending.size();
  }
}
