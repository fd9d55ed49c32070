package org.multiengine.core.task.board;

import java.time.Duration;
import java.util.List;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.task.TaskState;

/**
 * The early ends of tasks: cancellation, deadlines and limits. An attempt that does not stop within
 * the grace time is given up. Its task ends then, and its engine counts as busy.
 */
final class Cancellation<N, W> {

  private final BoardState<N, W> state;
  private final TaskEnds<N, W> ends;
  private final long grace;

  Cancellation(BoardState<N, W> state, TaskEnds<N, W> ends) {
    this.state = state;
    this.ends = ends;
    this.grace = state.settings.cancelGrace().toNanos();
  }

  /** Starts the clock of the deadline of a new task. */
  void watchDeadline(OpenTask<N, W> task, long now) {
    Duration deadline = task.options().deadline();
    if (deadline != null) {
      task.deadline =
          state.timers.schedule(
              now + deadline.toNanos(), at -> cancel(task, OpenTask.Ending.PAST_DEADLINE, at));
    }
  }

  /** Starts the clock of the limit of an attempt that has begun. */
  void watchLimit(Attempt<N, W> attempt, long now) {
    Duration limit = attempt.task.options().limit();
    if (limit != null && attempt.isWanted) {
      attempt.timer = state.timers.schedule(now + limit.toNanos(), at -> passLimit(attempt, at));
    }
  }

  private void passLimit(Attempt<N, W> attempt, long now) {
    attempt.passedLimit = true;
    state.effects.cancel(attempt.node.id(), attempt.id);
    attempt.timer = state.timers.schedule(now + grace, at -> giveUpPastLimit(attempt, at));
  }

  private void giveUpPastLimit(Attempt<N, W> attempt, long now) {
    OpenTask<N, W> task = attempt.task;
    giveUp(attempt);
    task.attempts.remove(attempt);
    if (task.attempts.isEmpty()) {
      end(task, task.ending == null ? OpenTask.Ending.PAST_LIMIT : task.ending, now);
    }
  }

  private void giveUp(Attempt<N, W> attempt) {
    attempt.isWanted = false;
    attempt.timer = null;
    state.effects.add(new TaskInstruction.GiveUp<>(attempt.node.id(), attempt.id, attempt.engine));
  }

  /** Ends a task as soon as nothing of it runs. The first reason counts. */
  void cancel(OpenTask<N, W> task, OpenTask.Ending why, long now) {
    if (task.ending != null) {
      return;
    }
    if (task.attempts.isEmpty()) {
      end(task, why, now);
      return;
    }
    task.ending = why;
    task.attempts.forEach(attempt -> state.effects.cancel(attempt.node.id(), attempt.id));
    task.grace = state.timers.schedule(now + grace, at -> giveUp(task, at));
  }

  private void giveUp(OpenTask<N, W> task, long now) {
    List<Attempt<N, W>> left = List.copyOf(task.attempts);
    task.attempts.clear();
    for (Attempt<N, W> attempt : left) {
      state.timers.cancel(attempt.timer);
      giveUp(attempt);
    }
    if (task.ending != null) {
      end(task, task.ending, now);
    }
  }

  /** Ends a task of which nothing runs. */
  void end(OpenTask<N, W> task, OpenTask.Ending why, long now) {
    TaskState end = why == OpenTask.Ending.CANCELLED ? TaskState.ABORTED : TaskState.TIMED_OUT;
    ends.fail(task, end, error(task, why), now);
  }

  private static KernelError error(OpenTask<?, ?> task, OpenTask.Ending why) {
    if (why == OpenTask.Ending.CANCELLED) {
      return new TaskAborted("the task was cancelled");
    }
    Duration limit =
        why == OpenTask.Ending.PAST_LIMIT ? task.options().limit() : task.options().deadline();
    return limit == null ? new TaskTimeout("the task passed its limit") : TaskTimeout.after(limit);
  }
}
