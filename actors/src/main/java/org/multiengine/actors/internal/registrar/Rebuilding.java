package org.multiengine.actors.internal.registrar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The first moments of a registrar, in which it may not know all engines. Until each node that was
 * there at its start has reported, or two intervals have passed, it gives no new ids and does not
 * count. Used by the registrar alone.
 */
final class Rebuilding {

  /** Every node that runs reports at least once in this time. */
  private static final int MAX_INTERVALS = 2;

  private static final int MAX_WAITING_ACTIONS = 10_000;

  private final Set<String> awaited;
  private final List<Runnable> waiting = new ArrayList<>();
  private int intervals;

  /**
   * Begins to wait.
   *
   * @param nodes the addresses of the nodes that may hold engines already
   */
  Rebuilding(Collection<String> nodes) {
    this.awaited = new HashSet<>(nodes);
  }

  /** Returns whether the registrar knows all engines that it can learn of. */
  boolean isDone() {
    return awaited.isEmpty();
  }

  /** Notes that a node has reported, or that it has gone. */
  void reported(String node) {
    awaited.remove(node);
  }

  /** Counts an interval in which nodes report. */
  void intervalPassed() {
    if (++intervals >= MAX_INTERVALS) {
      awaited.clear();
    }
  }

  /** Keeps an action for {@link #runWaiting}; drops it if too many wait. */
  void whenDone(Runnable action) {
    if (waiting.size() < MAX_WAITING_ACTIONS) {
      waiting.add(action);
    }
  }

  /** Runs the actions that wait if the registrar knows all engines. */
  void runWaiting() {
    if (isDone() && !waiting.isEmpty()) {
      List<Runnable> now = List.copyOf(waiting);
      waiting.clear();
      now.forEach(Runnable::run);
    }
  }
}
