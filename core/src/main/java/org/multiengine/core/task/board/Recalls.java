package org.multiengine.core.task.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.Timers;
import org.multiengine.core.task.AttemptId;

/**
 * The recall of attempts from nodes where they wait, while an engine elsewhere is idle. A node is
 * asked for up to half of the attempts that have not begun there: the lowest priority and the
 * newest first. Only those that it returns are sent elsewhere. Each recall of a task doubles the
 * time that the task must wait before the next one.
 */
final class Recalls<N, W> {

  /** The most doublings of the wait of a task. */
  private static final int MAX_DOUBLINGS = 10;

  private final BoardState<N, W> state;
  private final long after;
  private Timers.@Nullable Timer timer;

  Recalls(BoardState<N, W> state) {
    this.state = state;
    this.after = state.settings.recallAfter().toNanos();
  }

  /** Plans a check if attempts wait at one node while an engine of another one is idle. */
  void review(long now) {
    if (timer == null && !state.nodes.backlogged().isEmpty() && state.nodes.isAnyIdle()) {
      timer = state.timers.schedule(now + after, this::check);
    }
  }

  private void check(long now) {
    timer = null;
    for (FarmNode<N, W> node : List.copyOf(state.nodes.backlogged())) {
      List<AttemptId> recalled = choose(node, now);
      if (!recalled.isEmpty()) {
        state.effects.add(new TaskInstruction.Recall<>(node.id(), recalled));
      }
    }
  }

  private List<AttemptId> choose(FarmNode<N, W> from, long now) {
    int most = Math.min((from.notBegun() + 1) / 2, room(from));
    List<Attempt<N, W>> waiting = new ArrayList<>();
    for (Attempt<N, W> attempt : from.attempts()) {
      if (hasWaited(attempt, now) && isWantedElsewhere(attempt)) {
        waiting.add(attempt);
      }
    }
    waiting.sort(
        Comparator.<Attempt<N, W>>comparingInt(attempt -> attempt.task.priority)
            .thenComparing(attempt -> attempt.sent, Comparator.reverseOrder()));
    List<AttemptId> chosen = new ArrayList<>();
    for (Attempt<N, W> attempt : waiting.subList(0, Math.min(most, waiting.size()))) {
      attempt.isRecalled = true;
      chosen.add(attempt.id);
    }
    return chosen;
  }

  /** Returns how many attempts the other nodes with idle engines have room for. */
  private int room(FarmNode<N, W> from) {
    int room = 0;
    for (FarmNode<N, W> node : state.nodes.withRoom()) {
      if (node.idle() == 0) {
        break;
      }
      room += node == from ? 0 : node.window() - node.open();
    }
    return room;
  }

  private boolean hasWaited(Attempt<N, W> attempt, long now) {
    if (attempt.hasBegun || attempt.isRecalled || !attempt.isWanted) {
      return false;
    }
    long shortest = after << Math.min(attempt.task.recalls, MAX_DOUBLINGS);
    return now - attempt.sent - shortest - state.times.expectedOr(attempt.task.kind(), 0) >= 0;
  }

  private boolean isWantedElsewhere(Attempt<N, W> attempt) {
    WaitingClass<N, W> of = attempt.task.waitingClass;
    if (of == null || attempt.task.ending != null) {
      return false;
    }
    for (FarmNode<N, W> node : state.nodes.withRoom()) {
      if (node.idle() == 0) {
        return false;
      }
      if (node != attempt.node && !of.fitting(node).isEmpty()) {
        return true;
      }
    }
    return false;
  }
}
