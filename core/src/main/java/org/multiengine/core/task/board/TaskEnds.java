package org.multiengine.core.task.board;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.ImpossibleDependency;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.dependency.DependencyGraph;
import org.multiengine.core.task.dependency.EndedTask;

/** The ends of tasks, and what follows from them for the tasks that depend on them. */
final class TaskEnds<N, W> {

  /**
   * An end that is to be carried out.
   *
   * @param why the error for tasks that depend on it; at the end of a chain, that of its beginning
   */
  private record Pending<N, W>(
      OpenTask<N, W> task,
      TaskState end,
      Outcome outcome,
      @Nullable EngineLife engine,
      String why) {}

  private static final String MAX_OPEN = "multiengine.tasks.max-open";
  private static final String MAX_OPEN_BYTES = "multiengine.tasks.max-open-bytes";

  private final BoardState<N, W> state;
  private final TaskKeys keys;
  private final Readiness<N, W> readiness;

  /** The ends that follow from others. A queue, because chains of dependencies may be long. */
  private final Deque<Pending<N, W>> pending = new ArrayDeque<>();

  private boolean isRunning;
  private long bytes;

  TaskEnds(BoardState<N, W> state, Placement<N, W> placement, TaskKeys keys) {
    this.state = state;
    this.keys = keys;
    this.readiness = new Readiness<>(state, placement, this::endUnplaceable);
  }

  Readiness<N, W> readiness() {
    return readiness;
  }

  /** Ends a task with an error of Multiengine's own. */
  void fail(OpenTask<N, W> task, TaskState end, KernelError why, long now) {
    end(task, end, Outcome.failed(why), null, now);
  }

  /**
   * Ends a task.
   *
   * @param engine the engine that ran it last; null if none did
   */
  void end(
      OpenTask<N, W> task, TaskState end, Outcome outcome, @Nullable EngineLife engine, long now) {
    pending.add(new Pending<>(task, end, outcome, engine, Errors.line(outcome)));
    if (isRunning) {
      return;
    }
    isRunning = true;
    try {
      for (Pending<N, W> next = pending.poll(); next != null; next = pending.poll()) {
        finish(next, now);
      }
    } finally {
      isRunning = false;
    }
  }

  private void finish(Pending<N, W> next, long now) {
    OpenTask<N, W> task = next.task();
    if (state.tasks.remove(task.id) == null) {
      return;
    }
    var end = new EndedTask(next.end(), next.engine(), next.why());
    WaitingClass<N, W> left = task.waitingClass;
    state.waiting.leaveClass(task);
    readiness.forgetIfUnused(left);
    state.timers.cancel(task.deadline);
    state.timers.cancel(task.backOff);
    state.timers.cancel(task.grace);
    state.effects.add(
        new TaskInstruction.End<>(
            task.submission.work(), task.report(next.end(), OptionalLong.of(now)), next.outcome()));
    abandon(task);
    state.graph.forget(task.id);
    state.ended.add(task.id, end);
    keys.ended(task.id, task.options().key());
    bytes -= task.bytes();
    follow(task, end, now);
  }

  /** Cancels attempts whose outcome is no longer of use. Their engines are busy until they end. */
  private void abandon(OpenTask<N, W> task) {
    for (Attempt<N, W> attempt : task.attempts) {
      attempt.isWanted = false;
      state.timers.cancel(attempt.timer);
      state.effects.cancel(attempt.node.id(), attempt.id);
    }
    task.attempts.clear();
  }

  private void follow(OpenTask<N, W> task, EndedTask end, long now) {
    DependencyGraph.Effects effects = state.graph.end(task.id, end);
    effects
        .impossible()
        .forEach(
            (id, why) -> {
              OpenTask<N, W> dependent = state.tasks.get(id);
              if (dependent != null) {
                Outcome outcome = Outcome.failed(why);
                boolean isLink = end.state() == TaskState.IMPOSSIBLE;
                String root = isLink ? end.why() : Errors.line(outcome);
                pending.add(new Pending<>(dependent, TaskState.IMPOSSIBLE, outcome, null, root));
              }
            });
    for (TaskId id : effects.ready()) {
      OpenTask<N, W> dependent = state.tasks.get(id);
      if (dependent != null) {
        start(dependent, now);
      }
    }
  }

  /** Has a task wait for an engine, because its dependencies are met or it runs again. */
  void start(OpenTask<N, W> task, long now) {
    if (canFollow(task, now)) {
      readiness.ready(task, now);
    }
  }

  /** Has a task wait for another engine than one that rejected it. */
  void rejected(OpenTask<N, W> task, long now) {
    if (canFollow(task, now)) {
      readiness.rejected(task, now);
    }
  }

  /** Has a task wait again that was sent and has not begun. */
  void resume(OpenTask<N, W> task, long now) {
    if (canFollow(task, now)) {
      readiness.restore(task, now);
    }
  }

  /** Returns whether the engine that a task must follow is there; ends the task if it is not. */
  private boolean canFollow(OpenTask<N, W> task, long now) {
    Set<EngineLife> followed = state.graph.followed(task.id);
    if (followed.size() > 1) {
      impossible(task, "the tasks that it follows ran on different engines", now);
    } else if (!followed.isEmpty() && state.nodes.of(followed.iterator().next()) == null) {
      String gone = "engine " + followed.iterator().next().engine();
      impossible(task, gone + ", on which it must run, is gone", now);
    } else {
      return true;
    }
    return false;
  }

  /** Ends a task that must run on an engine which is gone, or on several. */
  void impossible(OpenTask<N, W> task, String why, long now) {
    fail(task, TaskState.IMPOSSIBLE, new ImpossibleDependency(why), now);
  }

  private void endUnplaceable(OpenTask<N, W> task, WaitingClass<N, W> of, long now) {
    String reason = Explanation.unplaceable(of, state.nodes);
    KernelError error = Errors.unplaceable(task.id, state.settings.unplaceableAfter(), reason);
    fail(task, TaskState.TIMED_OUT, error, now);
  }

  /**
   * Checks that a task may be added.
   *
   * @throws QueueFull if there are too many open tasks, or these hold too many bytes
   */
  void checkRoom(TaskSubmission<W> added) {
    TaskSettings limits = state.settings;
    int open = state.tasks.size();
    if (open >= limits.maxOpen()) {
      throw QueueFull.of(
          MAX_OPEN, limits.maxOpen(), open + " tasks are open, the limit; wait for results");
    }
    if (open > 0 && bytes + added.bytes() > limits.maxOpenBytes()) {
      throw QueueFull.of(
          MAX_OPEN_BYTES,
          limits.maxOpenBytes(),
          "the open tasks hold " + bytes + " bytes; wait for results");
    }
  }

  /** Counts the bytes of a new task. */
  void count(OpenTask<N, W> added) {
    bytes += added.bytes();
  }
}
