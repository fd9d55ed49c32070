package org.multiengine.core.task.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.TaskId;

/** The entry of tasks into the classes in which they wait, and the watch over unplaceable ones. */
final class Readiness<N, W> {

  /** The part of the limit that passes at least between two checks of a class. */
  private static final int CHECKS_PER_LIMIT = 32;

  /** Ends a task that no engine could take for too long. */
  @FunctionalInterface
  interface Unplaceable<N, W> {
    /** Ends the task. */
    void end(OpenTask<N, W> task, WaitingClass<N, W> of, long now);
  }

  private final BoardState<N, W> state;
  private final Placement<N, W> placement;
  private final Unplaceable<N, W> unplaceable;
  private final long limit;

  Readiness(BoardState<N, W> state, Placement<N, W> placement, Unplaceable<N, W> unplaceable) {
    this.state = state;
    this.placement = placement;
    this.unplaceable = unplaceable;
    this.limit = state.settings.unplaceableAfter().toNanos();
  }

  /** Adds a task whose dependencies are met, or whose next attempt is due. */
  void ready(OpenTask<N, W> task, long now) {
    task.readySince = now;
    entered(state.waiting.add(task, key(task), now), now);
  }

  /** Adds a task that an engine has rejected. It still waits for its first engine. */
  void rejected(OpenTask<N, W> task, long now) {
    entered(state.waiting.add(task, key(task), now), now);
  }

  /** Adds a task that had been sent and had not begun, at its earlier place. */
  void restore(OpenTask<N, W> task, long now) {
    entered(state.waiting.restore(task, key(task)), now);
  }

  private ClassKey key(OpenTask<N, W> task) {
    Set<EngineLife> followed = state.graph.followed(task.id);
    EngineLife follow = followed.isEmpty() ? null : followed.iterator().next();
    return new ClassKey(task.options().needs(), task.kind(), follow, task.avoided);
  }

  private void entered(WaitingClass<N, W> into, long now) {
    placement.changed(into);
    check(into, now);
  }

  /** Handles that engines have come or gone, or that rejections have changed. */
  void check(WaitingClass<N, W> of, long now) {
    if (of.isPlaceable() || state.nodes.engines() == 0) {
      endWatch(of);
      return;
    }
    if (of.queue().isEmpty()) {
      return;
    }
    if (of.unplaceableSince == null) {
      of.unplaceableSince = now;
      warn(of);
    }
    if (of.unplaceableTimer == null) {
      watch(of, dueTime(of.queue().first(), of));
    }
  }

  private void endWatch(WaitingClass<N, W> of) {
    of.unplaceableSince = null;
    state.timers.cancel(of.unplaceableTimer);
    of.unplaceableTimer = null;
  }

  /** Handles that a task has left a class; null is ignored. */
  void forgetIfUnused(@Nullable WaitingClass<N, W> left) {
    if (left != null && left.users == 0) {
      endWatch(left);
    }
  }

  private void warn(WaitingClass<N, W> of) {
    if (of.rejections().isEmpty()) {
      TaskId first = of.queue().first().id;
      state.effects.add(new TaskInstruction.Warn<>(first, Misfit.text(of.key(), state.nodes)));
    }
  }

  private void watch(WaitingClass<N, W> of, long at) {
    of.unplaceableTimer = state.timers.schedule(at, now -> endOverdue(of, now));
  }

  private long dueTime(OpenTask<N, W> task, WaitingClass<N, W> of) {
    Long since = of.unplaceableSince;
    boolean isClassLater = since != null && since - task.readySince > 0;
    return (isClassLater ? since : task.readySince) + limit;
  }

  private void endOverdue(WaitingClass<N, W> of, long now) {
    of.unplaceableTimer = null;
    List<OpenTask<N, W>> overdue = new ArrayList<>();
    long next = now + limit;
    for (OpenTask<N, W> task : of.queue()) {
      long due = dueTime(task, of);
      if (due - now <= 0) {
        overdue.add(task);
      } else if (due - next < 0) {
        next = due;
      }
    }
    boolean isMore = of.queue().size() > overdue.size();
    overdue.forEach(task -> unplaceable.end(task, of, now));
    if (isMore && of.unplaceableSince != null) {
      long soonest = now + Math.max(1, limit / CHECKS_PER_LIMIT);
      watch(of, next - soonest < 0 ? soonest : next);
    }
  }
}
