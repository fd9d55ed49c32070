package org.multiengine.core.task.board;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskAttempt;
import org.multiengine.core.task.TaskLoss;
import org.multiengine.core.task.TaskState;

/**
 * The decision whether a task runs again after an attempt without success, and when. Losses,
 * failures and rejections count apart. Attempts that never began do not count.
 */
final class Retries<N, W> {

  private static final String REJECTION = "TaskRejectError";

  private final BoardState<N, W> state;
  private final TaskEnds<N, W> ends;
  private final Placement<N, W> placement;
  private final Cancellation<N, W> cancellation;

  Retries(
      BoardState<N, W> state,
      TaskEnds<N, W> ends,
      Placement<N, W> placement,
      Cancellation<N, W> cancellation) {
    this.state = state;
    this.ends = ends;
    this.placement = placement;
    this.cancellation = cancellation;
  }

  /** Handles an attempt that failed, and is the last one of its task that was open. */
  void failed(Attempt<N, W> attempt, boolean ran, Outcome outcome, long now) {
    OpenTask<N, W> task = attempt.task;
    String error = Objects.requireNonNullElse(Errors.name(outcome), "");
    Retry rule = task.options().retry();
    boolean mayReject = attempt.engine != null && !(ran && task.options().atMostOnce());
    if (attempt.passedLimit) {
      if (task.failures < rule.failed() && rule.coversTimeout()) {
        again(task, ++task.failures, attempt.engine, now);
      } else {
        cancellation.end(task, OpenTask.Ending.PAST_LIMIT, now);
      }
    } else if (error.equals(REJECTION) && mayReject) {
      reject(task, Objects.requireNonNull(attempt.engine), Errors.line(outcome), now);
    } else if (task.failures < rule.failed() && rule.covers(error)) {
      again(task, ++task.failures, attempt.engine, now);
    } else {
      ends.end(task, TaskState.FAILED, outcome, attempt.engine, now);
    }
  }

  /** Handles an attempt that was lost, and is the last one of its task that was open. */
  void lost(Attempt<N, W> attempt, TaskLoss loss, long now) {
    OpenTask<N, W> task = attempt.task;
    if (task.losses <= task.options().retriesAfterLoss()) {
      again(task, task.losses, attempt.engine, now);
      return;
    }
    List<String> earlier =
        task.past().stream()
            .limit(Math.max(0, task.past().size() - 1))
            .map(TaskAttempt::why)
            .toList();
    Outcome outcome = Outcome.failed(Errors.lost(loss, attempt.hasBegun, earlier));
    ends.end(task, TaskState.LOST, outcome, attempt.engine, now);
  }

  /** Has a task run again, behind those that wait already. */
  private void again(OpenTask<N, W> task, int times, @Nullable EngineLife failedOn, long now) {
    Retry rule = task.options().retry();
    if (rule.elsewhere() && failedOn != null) {
      Set<EngineLife> avoided = new LinkedHashSet<>(task.avoided);
      avoided.add(failedOn);
      task.avoided = avoided;
    }
    Duration wait = rule.delays().jittered(times, state.random.nextDouble());
    if (wait.isZero()) {
      ends.start(task, now);
      return;
    }
    task.backOff =
        state.timers.schedule(
            now + wait.toNanos(),
            at -> {
              task.backOff = null;
              ends.start(task, at);
            });
  }

  /** Has a task wait for another engine than one that rejected it. */
  private void reject(OpenTask<N, W> task, EngineLife engine, String reason, long now) {
    WaitingClass<N, W> of = Objects.requireNonNull(task.waitingClass);
    Rejections rejections = of.rejections();
    int times = rejections.add(engine, reason);
    long wait = state.settings.rejection().after(times).toNanos();
    state.timers.cancel(
        rejections.setTimer(
            engine, state.timers.schedule(now + wait, at -> endWait(rejections, engine))));
    ends.rejected(task, now);
  }

  private void endWait(Rejections of, EngineLife engine) {
    of.endWait(engine);
    changed(of, engine);
  }

  private void changed(Rejections of, EngineLife engine) {
    for (WaitingClass<N, W> next : state.waiting.free()) {
      if (next.rejections() == of) {
        placement.changed(next);
      }
    }
    state.waiting.following(engine).forEach(placement::changed);
  }

  /** Handles that a task has run on an engine: the engine no longer rejects its kind. */
  void accepted(OpenTask<N, W> task, EngineLife engine, long now) {
    WaitingClass<N, W> of = task.waitingClass;
    if (of != null && !of.rejections().isEmpty()) {
      clear(of, engine, now);
    }
  }

  /** Handles that the properties of an engine have changed, or that the engine is gone. */
  void reconsider(EngineLife engine, long now) {
    for (WaitingClass<N, W> next : state.waiting.all()) {
      if (next.rejections().contains(engine)) {
        clear(next, engine, now);
      }
    }
  }

  private void clear(WaitingClass<N, W> of, EngineLife engine, long now) {
    state.timers.cancel(of.rejections().clear(engine));
    changed(of.rejections(), engine);
    ends.readiness().check(of, now);
  }
}
