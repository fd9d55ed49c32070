package org.multiengine.core.task.board;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.Timers;
import org.multiengine.core.task.TaskSettings.Speculation;

/**
 * The second attempts at slow tasks that may run twice. A second attempt begins in another process
 * while an engine there is idle and nothing waits. The first end counts; the other attempt is
 * interrupted.
 */
final class Speculations<N, W> {

  /** The number of checks in the shortest time after which an attempt is slow. */
  private static final int CHECKS_PER_WAIT = 10;

  private final BoardState<N, W> state;
  private final Placement<N, W> placement;
  private final Speculation rule;

  /** The running attempts at tasks that may run twice, the oldest one first. */
  private final Set<Attempt<N, W>> running = new LinkedHashSet<>();

  private Timers.@Nullable Timer timer;

  Speculations(BoardState<N, W> state, Placement<N, W> placement) {
    this.state = state;
    this.placement = placement;
    this.rule = state.settings.speculation();
  }

  void begun(Attempt<N, W> attempt) {
    if (attempt.task.options().idempotent()) {
      running.add(attempt);
    }
  }

  void ended(Attempt<N, W> attempt) {
    running.remove(attempt);
  }

  /** Plans a check if an attempt may be slow while an engine is idle. */
  void review(long now) {
    if (timer != null || running.isEmpty() || !hasRoom()) {
      return;
    }
    Attempt<N, W> oldest = running.iterator().next();
    long due = oldest.begun + rule.after().toNanos();
    long soonest = now + rule.after().toNanos() / CHECKS_PER_WAIT;
    timer = state.timers.schedule(due - soonest < 0 ? soonest : due, this::check);
  }

  private boolean hasRoom() {
    return state.waiting.size() == 0 && state.nodes.isAnyIdle();
  }

  private void check(long now) {
    timer = null;
    int most = Math.max(1, (int) (rule.engines() * state.nodes.engines()));
    long copies =
        running.stream()
            .map(attempt -> attempt.task)
            .filter(task -> task.attempts.size() > 1)
            .distinct()
            .count();
    for (Attempt<N, W> attempt : List.copyOf(running)) {
      if (copies >= most || !hasRoom()) {
        return;
      }
      if (isSlow(attempt, now) && repeat(attempt, now)) {
        copies++;
      }
    }
  }

  private boolean isSlow(Attempt<N, W> attempt, long now) {
    if (attempt.task.attempts.size() > 1 || !attempt.isWanted || attempt.task.ending != null) {
      return false;
    }
    OptionalLong usual = state.times.high(attempt.task.kind(), rule.minEnded());
    long ran = now - attempt.begun;
    return usual.isPresent()
        && ran >= rule.after().toNanos()
        && ran >= rule.factor() * usual.getAsLong();
  }

  private boolean repeat(Attempt<N, W> slow, long now) {
    WaitingClass<N, W> of = slow.task.waitingClass;
    for (FarmNode<N, W> node : state.nodes.withRoom()) {
      if (of == null || node.idle() == 0) {
        return false;
      }
      var fitting = of.fitting(node);
      boolean isOther = node != slow.node && !fitting.isEmpty();
      if (isOther && node.hasRoomFor(slow.task, fitting, state.settings.maxNodeBytes())) {
        placement.send(slow.task, fitting, node, now);
        return true;
      }
    }
    return false;
  }
}
