package org.multiengine.core.task.board;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.TaskReport;

/**
 * An action that a {@link TaskBoard} wants done. Instructions are carried out in their order.
 * Messages to one node must reach it in this order, too.
 *
 * @param <N> what identifies a node
 * @param <W> the form of the work
 */
public sealed interface TaskInstruction<N, W> {

  /** Carries out the instruction by the method of a performer for its kind. */
  void accept(Performer<N, W> performer);

  /**
   * Carries out each kind of instruction.
   *
   * @param <N> what identifies a node
   * @param <W> the form of the work
   */
  interface Performer<N, W> {

    /** Sends attempts to a node. */
    void send(Send<N, W> send);

    /** Asks a node to return attempts that have not begun. */
    void recall(Recall<N, W> recall);

    /** Asks a node to return attempts that have not begun, and to interrupt those that have. */
    void cancel(Cancel<N, W> cancel);

    /** Completes a task. */
    void end(End<N, W> end);

    /** Handles a cancelled attempt that does not stop. */
    void giveUp(GiveUp<N, W> giveUp);

    /** Warns that no engine can run tasks of some needs. */
    void warn(Warn<N, W> warn);
  }

  /**
   * Sends attempts to a node. If the message cannot be sent, the performer reports each attempt to
   * {@link TaskBoard#returned}, or to {@link TaskBoard#ended} with the reason if no other node
   * could receive it either.
   *
   * @param node the node
   * @param orders the attempts; none if the node is only notified whether further tasks wait
   * @param more whether further tasks wait, so that the node keeps a share for this client
   */
  record Send<N, W>(N node, List<TaskOrder<W>> orders, boolean more)
      implements TaskInstruction<N, W> {
    @Override
    public void accept(Performer<N, W> performer) {
      performer.send(this);
    }
  }

  /**
   * Asks a node to return attempts. The node answers with those that had not begun, perhaps none,
   * and the performer reports them to {@link TaskBoard#returned}.
   */
  record Recall<N, W>(N node, List<AttemptId> attempts) implements TaskInstruction<N, W> {
    @Override
    public void accept(Performer<N, W> performer) {
      performer.recall(this);
    }
  }

  /** Asks a node to return an attempt if it has not begun, and to interrupt it otherwise. */
  record Cancel<N, W>(N node, AttemptId attempt) implements TaskInstruction<N, W> {
    @Override
    public void accept(Performer<N, W> performer) {
      performer.cancel(this);
    }
  }

  /**
   * Completes a task. Each task ends once.
   *
   * @param work the request of the task
   * @param report the record of the task
   * @param outcome the outcome for the client
   */
  record End<N, W>(W work, TaskReport report, Outcome outcome) implements TaskInstruction<N, W> {
    @Override
    public void accept(Performer<N, W> performer) {
      performer.end(this);
    }
  }

  /**
   * Handles a cancelled attempt that has not stopped within the grace time. Its task has ended. The
   * engine counts as busy until it answers.
   *
   * @param node the node
   * @param attempt the attempt
   * @param engine the engine, or null if it is not known
   */
  record GiveUp<N, W>(N node, AttemptId attempt, @Nullable EngineLife engine)
      implements TaskInstruction<N, W> {
    @Override
    public void accept(Performer<N, W> performer) {
      performer.giveUp(this);
    }
  }

  /**
   * Warns that no engine can run tasks of some needs; once until an engine can.
   *
   * @param task the first task that waits for such an engine
   * @param reason the reason in one line
   */
  record Warn<N, W>(TaskId task, String reason) implements TaskInstruction<N, W> {
    @Override
    public void accept(Performer<N, W> performer) {
      performer.warn(this);
    }
  }
}
