package org.multiengine.client.internal.process;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The order in which the engine processes of a host are started: not more at once than a limit,
 * because many JVMs that start together delay each other. A start makes room for the next one when
 * the engines of the process take requests, when the process has ended, or when the start has made
 * no progress for a while. Safe for use by several threads.
 */
public final class StartWaves {

  /** The start of the process of a slot, which holds a number of engines. */
  public record Start(String slot, int engines) {}

  /**
   * How far a start is.
   *
   * @param ready whether all engines of the process take requests
   * @param progress its progress
   */
  record State(boolean ready, StartProgress progress) {}

  /** A start that has begun. */
  private static final class Begun {

    final Start start;
    StartProgress last;

    /** Whether the engines have been seen not to take requests, as those of this process. */
    boolean seenStarting;

    Begun(Start start, State first) {
      this.start = start;
      this.last = first.progress();
      this.seenStarting = !first.ready();
    }

    /** Returns whether the next process may be started. */
    boolean makesRoom(State now, long patienceNanos) {
      // What the registry says at first may be about an earlier process of the slot.
      seenStarting |= !now.ready();
      if (now.ready() && seenStarting) {
        return true;
      }
      if (now.progress().isFurtherThan(last)) {
        last = now.progress();
      }
      return now.progress().nanos() - last.nanos() >= patienceNanos;
    }
  }

  private final int limit;
  private final long patienceNanos;
  private final Deque<Start> waiting = new ArrayDeque<>();
  private final Map<String, Begun> begun = new LinkedHashMap<>();

  /**
   * Creates the order of starts.
   *
   * @param limit how many processes may start at once
   * @param patience how long a start may make no progress before it makes room for the next one
   */
  StartWaves(int limit, Duration patience) {
    this.limit = limit;
    this.patienceNanos = patience.toNanos();
  }

  /** Adds a start behind the others. */
  synchronized void add(Start start) {
    waiting.add(start);
  }

  /**
   * Takes out the starts that may begin now.
   *
   * @param look returns how far a start is
   */
  synchronized List<Start> next(Function<Start, State> look) {
    begun.values().removeIf(each -> each.makesRoom(look.apply(each.start), patienceNanos));
    List<Start> next = new ArrayList<>();
    while (begun.size() < limit && !waiting.isEmpty()) {
      Start start = waiting.remove();
      begun.put(start.slot(), new Begun(start, look.apply(start)));
      next.add(start);
    }
    return next;
  }

  /** Handles that the process of a slot has ended, or could not be started. */
  synchronized void ended(String slot) {
    begun.remove(slot);
  }

  /** Returns whether starts wait or have begun. */
  synchronized boolean isBusy() {
    return !waiting.isEmpty() || !begun.isEmpty();
  }

  /** Drops the starts that wait. */
  synchronized void close() {
    waiting.clear();
  }
}
