package org.multiengine.core.task.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskLoss;
import org.multiengine.core.task.TaskState;

/**
 * The reports about attempts: begun, ended, returned, lost. A report about an attempt that is no
 * longer at its node is late, and changes nothing.
 */
final class Attempts<N, W> {

  private final BoardState<N, W> state;
  private final TaskEnds<N, W> ends;
  private final Placement<N, W> placement;
  private final Cancellation<N, W> cancellation;
  private final Retries<N, W> retries;
  private final Speculations<N, W> speculations;

  Attempts(
      BoardState<N, W> state,
      TaskEnds<N, W> ends,
      Placement<N, W> placement,
      Cancellation<N, W> cancellation,
      Retries<N, W> retries,
      Speculations<N, W> speculations) {
    this.state = state;
    this.ends = ends;
    this.placement = placement;
    this.cancellation = cancellation;
    this.retries = retries;
    this.speculations = speculations;
  }

  private @Nullable Attempt<N, W> find(N node, AttemptId id) {
    FarmNode<N, W> at = state.nodes.get(node);
    return at == null ? null : at.attempt(id);
  }

  void begun(N node, AttemptId id, EngineLife engine, long now) {
    Attempt<N, W> attempt = find(node, id);
    if (attempt != null && !attempt.hasBegun) {
      begin(attempt, engine, now);
      if (attempt.isWanted) {
        attempt.task.recalls = 0;
        cancellation.watchLimit(attempt, now);
        speculations.begun(attempt);
      }
    }
  }

  private void begin(Attempt<N, W> attempt, EngineLife engine, long at) {
    attempt.node.begin(attempt, engine, at);
    state.nodes.changed(attempt.node);
  }

  /** Takes an attempt out of its node; returns whether its task still wants its outcome. */
  private boolean remove(Attempt<N, W> attempt) {
    state.timers.cancel(attempt.timer);
    speculations.ended(attempt);
    state.nodes.remove(attempt);
    placement.changed(attempt.node);
    attempt.task.attempts.remove(attempt);
    return attempt.isWanted;
  }

  void ended(N node, TaskAnswer answer, long now) {
    Attempt<N, W> attempt = find(node, answer.id());
    if (attempt == null) {
      return;
    }
    EngineLife engine = answer.engine();
    if (engine != null && !attempt.hasBegun) {
      begin(attempt, engine, now - answer.runNanos());
    }
    boolean isFailure = answer.outcome() instanceof Outcome.Failed;
    if (!isFailure) {
      state.times.add(attempt.task.kind(), answer.runNanos());
    }
    if (remove(attempt)) {
      attempt.task.noteEnd(attempt, now, Errors.line(answer.outcome()));
      if (isFailure) {
        failed(attempt, answer, now);
      } else {
        succeeded(attempt, answer.outcome(), now);
      }
    }
  }

  private void succeeded(Attempt<N, W> attempt, Outcome outcome, long now) {
    OpenTask<N, W> task = attempt.task;
    if (attempt.engine != null) {
      retries.accepted(task, attempt.engine, now);
    }
    if (task.ending == OpenTask.Ending.CANCELLED) {
      endIfCancelled(task, now);
    } else {
      ends.end(task, TaskState.DONE, outcome, attempt.engine, now);
    }
  }

  private void failed(Attempt<N, W> attempt, TaskAnswer answer, long now) {
    OpenTask<N, W> task = attempt.task;
    if (task.attempts.isEmpty() && !endIfCancelled(task, now)) {
      retries.failed(attempt, answer.ran(), answer.outcome(), now);
    }
  }

  /** Ends a task that was cancelled and of which nothing runs; returns whether it was cancelled. */
  private boolean endIfCancelled(OpenTask<N, W> task, long now) {
    OpenTask.Ending ending = task.ending;
    if (ending != null && task.attempts.isEmpty()) {
      cancellation.end(task, ending, now);
    }
    return ending != null;
  }

  /** Handles attempts that a node returns, because they had not begun there. */
  void returned(N node, Collection<AttemptId> ids, long now) {
    for (AttemptId id : ids) {
      Attempt<N, W> attempt = find(node, id);
      if (attempt != null) {
        moveOn(attempt, now);
      }
    }
  }

  private void moveOn(Attempt<N, W> attempt, long now) {
    OpenTask<N, W> task = attempt.task;
    if (!remove(attempt)) {
      return;
    }
    task.recalls += attempt.isRecalled ? 1 : 0;
    if (task.attempts.isEmpty() && !endIfCancelled(task, now)) {
      if (attempt.passedLimit) {
        cancellation.end(task, OpenTask.Ending.PAST_LIMIT, now);
      } else {
        task.moves++;
        ends.resume(task, now);
      }
    }
  }

  /** Handles the loss of an engine. Attempts that wait at its node remain there. */
  void engineLost(FarmNode<N, W> node, EngineLife engine, TaskLoss loss, long now) {
    for (Attempt<N, W> attempt : List.copyOf(node.attempts())) {
      if (engine.equals(attempt.engine) || loss.begun().contains(attempt.id)) {
        lost(attempt, loss, now);
      }
    }
  }

  /** Handles the loss of a node: each attempt there is lost, or moves on if it had not begun. */
  void nodeLost(FarmNode<N, W> node, TaskLoss loss, long now) {
    for (Attempt<N, W> attempt : new ArrayList<>(node.attempts())) {
      if (attempt.hasBegun || loss.mayHaveBegun(attempt.id)) {
        lost(attempt, loss, now);
      } else {
        moveOn(attempt, now);
      }
    }
  }

  /** Handles the loss of an attempt alone. */
  void lost(N node, AttemptId id, TaskLoss loss, long now) {
    Attempt<N, W> attempt = find(node, id);
    if (attempt != null) {
      lost(attempt, loss, now);
    }
  }

  private void lost(Attempt<N, W> attempt, TaskLoss loss, long now) {
    OpenTask<N, W> task = attempt.task;
    boolean isWanted = remove(attempt);
    if (!isWanted) {
      return;
    }
    if (attempt.engine == null) {
      attempt.engine = engine(loss.error());
    }
    task.noteEnd(attempt, now, Errors.line(Outcome.failed(loss.error())));
    task.losses++;
    if (task.attempts.isEmpty() && !endIfCancelled(task, now)) {
      retries.lost(attempt, loss, now);
    }
  }

  private static @Nullable EngineLife engine(EngineLost error) {
    EngineId id = error.engine();
    return id == null ? null : new EngineLife(id, error.incarnation());
  }
}
