package org.multiengine.core.task.board;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.TaskSettings.Share;

/**
 * The choice of a node for each waiting task. After each event, no node has room for the first task
 * of any class. Only the classes and nodes that an event has changed are looked at.
 */
final class Placement<N, W> {

  private final BoardState<N, W> state;
  private final Set<WaitingClass<N, W>> changedClasses = new LinkedHashSet<>();
  private final Set<FarmNode<N, W>> changedNodes = new LinkedHashSet<>();

  /** Whether tasks wait only because long tasks hold their share of the engines. */
  private boolean isShareReached;

  Placement(BoardState<N, W> state) {
    this.state = state;
  }

  /** Notes that a task has been added to a class, or that more engines fit it. */
  void changed(WaitingClass<N, W> of) {
    changedClasses.add(of);
  }

  /** Notes that a node may have more room. */
  void changed(FarmNode<N, W> node) {
    changedNodes.add(node);
  }

  /** Places all tasks that have become placeable since the last time. */
  void settle(long now) {
    if (isShareReached && !isShareFull()) {
      isShareReached = false;
      changedClasses.addAll(state.waiting.free());
    }
    for (WaitingClass<N, W> next : changedClasses) {
      place(next, now);
    }
    changedClasses.clear();
    for (FarmNode<N, W> node : changedNodes) {
      fill(node, now);
    }
    changedNodes.clear();
  }

  private void place(WaitingClass<N, W> from, long now) {
    while (!from.queue().isEmpty()) {
      OpenTask<N, W> task = from.queue().first();
      FarmNode<N, W> node = bestNode(from, task);
      if (node == null) {
        return;
      }
      send(task, from, node, now);
    }
  }

  /** Returns the least loaded node that can take the first task of a class; null if none can. */
  private @Nullable FarmNode<N, W> bestNode(WaitingClass<N, W> of, OpenTask<N, W> first) {
    if (of.allowedNodes().size() >= state.nodes.withRoom().size()) {
      for (FarmNode<N, W> node : state.nodes.withRoom()) {
        if (canTake(node, of, first)) {
          return node;
        }
      }
      return null;
    }
    FarmNode<N, W> best = null;
    for (FarmNode<N, W> node : of.allowedNodes()) {
      if ((best == null || isLess(node, best)) && canTake(node, of, first)) {
        best = node;
      }
    }
    return best;
  }

  private static boolean isLess(FarmNode<?, ?> node, FarmNode<?, ?> other) {
    return node.load < other.load || (node.load == other.load && node.served < other.served);
  }

  private boolean canTake(FarmNode<N, W> node, WaitingClass<N, W> of, OpenTask<N, W> task) {
    if (!node.hasRoom()) {
      return false;
    }
    Set<EngineLife> fitting = of.fitting(node);
    if (fitting.isEmpty() || !node.hasRoomFor(task, fitting, state.settings.maxNodeBytes())) {
      return false;
    }
    if (isLong(task) && isShareFull()) {
      isShareReached = true;
      return false;
    }
    return true;
  }

  private boolean isLong(OpenTask<N, W> task) {
    Share share = state.settings.share();
    return share.max() < 1 && state.times.expectedOr(task.kind(), 0) >= share.longTask().toNanos();
  }

  private boolean isShareFull() {
    return state.nodes.longAttempts() >= state.settings.share().of(state.nodes.engines());
  }

  /** Sends tasks to a node until it has no room, or none fits. */
  private void fill(FarmNode<N, W> node, long now) {
    while (node.hasRoom()) {
      OpenTask<N, W> best = bestTask(node);
      if (best == null || best.waitingClass == null) {
        return;
      }
      send(best, best.waitingClass, node, now);
    }
  }

  private @Nullable OpenTask<N, W> bestTask(FarmNode<N, W> node) {
    OpenTask<N, W> best = null;
    for (WaitingClass<N, W> next : state.waiting.free()) {
      best = better(best, next, node);
    }
    for (EngineLife engine : node.engines()) {
      for (WaitingClass<N, W> next : state.waiting.following(engine)) {
        best = better(best, next, node);
      }
    }
    return best;
  }

  private @Nullable OpenTask<N, W> better(
      @Nullable OpenTask<N, W> best, WaitingClass<N, W> of, FarmNode<N, W> node) {
    OpenTask<N, W> first = of.queue().first();
    boolean isBetter = best == null || WaitingClass.BY_RANK.compare(first, best) < 0;
    return isBetter && canTake(node, of, first) ? first : best;
  }

  private void send(OpenTask<N, W> task, WaitingClass<N, W> from, FarmNode<N, W> node, long now) {
    state.waiting.remove(task);
    send(task, from.fitting(node), node, now);
  }

  /** Sends an attempt at a task that does not wait. */
  void send(OpenTask<N, W> task, Set<EngineLife> fitting, FarmNode<N, W> node, long now) {
    boolean isAny = fitting.size() == node.engines().size();
    Set<EngineLife> engines = isAny ? Set.of() : Set.copyOf(fitting);
    var attempt = new Attempt<>(task, node, engines, isLong(task), now);
    task.attempts.add(attempt);
    state.nodes.add(attempt);
    state.effects.send(
        node,
        new TaskOrder<>(
            attempt.id,
            task.kind(),
            task.options().needs(),
            engines,
            task.priority,
            task.bytes(),
            task.submission.work()));
  }
}
