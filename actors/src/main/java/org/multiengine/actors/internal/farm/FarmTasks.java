package org.multiengine.actors.internal.farm;

import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.RunningAttempt;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskLoss;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskWait;
import org.multiengine.core.task.board.TaskBoard;
import org.multiengine.core.task.board.TaskInstruction;
import org.multiengine.core.task.mark.BegunAttempts;

/**
 * The tasks of a process's clients: reports what happens to a {@link TaskBoard}, carries out what
 * it decides, and informs the observers. Used by the farm alone.
 */
final class FarmTasks {

  /** Sends messages to nodes. */
  @FunctionalInterface
  interface Nodes {
    void send(ActorRef<LinkFrame> relay, TaskMessage.ToNode message);
  }

  private final TaskBoard<FarmNodeId, TaskRequest> board;
  private final Nodes nodes;
  private final FarmEngines engines = new FarmEngines();
  private final WatchedTasks watched;
  private final Map<TaskId, CompletableFuture<OptionalInt>> cuts = new HashMap<>();
  private final FarmSender sender;

  FarmTasks(TaskSettings settings, TaskBudget budget, Nodes nodes) {
    this.board = new TaskBoard<>(settings, new SplittableRandom(), System.nanoTime());
    this.nodes = nodes;
    this.watched = new WatchedTasks(budget);
    this.sender = new FarmSender(nodes, watched, this::ended);
  }

  private void perform(List<TaskInstruction<FarmNodeId, TaskRequest>> instructions) {
    instructions.forEach(instruction -> instruction.accept(sender));
  }

  private void ended(TaskId task) {
    CompletableFuture<OptionalInt> cut = cuts.remove(task);
    if (cut != null) {
      cut.complete(OptionalInt.empty());
    }
  }

  /** Adds a task. */
  void submit(TaskFarm.Submit submit) {
    watched.add(submit.task(), submit.observer());
    try {
      perform(board.submit(submit.task(), System.nanoTime()));
    } catch (KernelError | IllegalArgumentException refused) {
      watched.refuse(submit.task(), submit.observer(), refused);
    }
  }

  /** Handles a message of a node. */
  void received(TaskFarm.FromNode from) {
    FarmNodeId node = engines.node(from.relay());
    if (node != null) {
      from.message().accept(new FromNode(node));
    }
  }

  private final class FromNode implements TaskMessage.FarmHandler {

    private final FarmNodeId node;

    FromNode(FarmNodeId node) {
      this.node = node;
    }

    @Override
    public void changes(TaskMessage.Changes changes) {
      long now = System.nanoTime();
      for (TaskMessage.AtEngine begun : changes.begun()) {
        perform(board.begun(node, begun.attempt(), begun.engine(), now));
        review(begun.attempt());
      }
      for (TaskAnswer answer : changes.ended()) {
        perform(board.ended(node, answer, now));
        review(answer.id());
      }
      if (!changes.returned().isEmpty()) {
        perform(board.returned(node, changes.returned(), now));
        changes.returned().forEach(FarmTasks.this::review);
      }
      if (!changes.refused().isEmpty()) {
        perform(board.refused(node, changes.refused(), now));
        changes.refused().forEach(FarmTasks.this::review);
      }
      changes.lost().forEach(lost -> lost(lost, now));
      if (changes.grant() != null) {
        perform(board.granted(node, changes.grant(), now));
      }
    }

    private void lost(TaskMessage.AtEngine lost, long now) {
      TaskLoss loss = TaskLoss.exact(engines.error(lost.engine()), Set.of());
      perform(board.begun(node, lost.attempt(), lost.engine(), now));
      perform(board.lost(node, lost.attempt(), loss, now));
      review(lost.attempt());
    }

    @Override
    public void shortened(TaskMessage.Shortened shortened) {
      CompletableFuture<OptionalInt> cut = cuts.remove(shortened.attempt().task());
      if (cut != null) {
        cut.complete(
            shortened.before() < 0 ? OptionalInt.empty() : OptionalInt.of(shortened.before()));
      }
    }

    @Override
    public void progress(TaskMessage.Progress progress) {
      watched.reported(progress.attempt().task(), progress.report());
    }
  }

  /** Informs the observer of a task if its state has changed. */
  private void review(AttemptId attempt) {
    TaskState state = board.state(attempt.task());
    if (state != null) {
      watched.state(attempt.task(), state);
    }
  }

  /** Takes the engines that the registry shows now. */
  void engines(TaskFarm.Engines now) {
    FarmEngines.Changes changes = engines.update(now);
    if (changes.areNone()) {
      return;
    }
    long time = System.nanoTime();
    changes
        .lost()
        .forEach(
            (life, ending) -> {
              TaskLoss loss = TaskLoss.exact(ending.error(), begun(ending));
              perform(board.engineLost(life, loss, time));
            });
    changes
        .joined()
        .forEach(entry -> perform(board.joined(entry.node(), entry.life(), entry.traits(), time)));
    watched.review(board::state);
  }

  /** Handles that a node, or the link to it, has ended. */
  void nodeGone(ActorRef<LinkFrame> relay, String reason) {
    FarmNodeId node = engines.node(relay);
    if (node == null) {
      return;
    }
    FarmEngines.Ending ending = engines.nodeGone(node, reason);
    TaskLoss loss =
        ending.begun().isEmpty()
            ? TaskLoss.unknown(ending.error())
            : TaskLoss.exact(ending.error(), begun(ending));
    perform(board.nodeLost(node, loss, System.nanoTime()));
    watched.review(board::state);
  }

  private Set<AttemptId> begun(FarmEngines.Ending ending) {
    return ending.begun().isEmpty()
        ? Set.of()
        : BegunAttempts.decode(ending.begun(), watched.clients());
  }

  /** Handles that a node has not received a message: sends each attempt alone, or fails it. */
  void undelivered(TaskFarm.Undelivered undelivered) {
    FarmNodeId node = engines.node(undelivered.relay());
    if (node == null || !(undelivered.message() instanceof TaskMessage.Orders orders)) {
      return;
    }
    if (orders.orders().size() > 1) {
      for (TaskOrder<TaskRequest> order : orders.orders()) {
        nodes.send(
            node.relay(), new TaskMessage.Orders(orders.client(), List.of(order), orders.more()));
      }
      return;
    }
    Outcome failed =
        Outcome.failed(new KernelError("the task cannot be sent: " + undelivered.reason()));
    for (TaskOrder<TaskRequest> order : orders.orders()) {
      perform(
          board.ended(node, new TaskAnswer(order.id(), null, false, failed, 0), System.nanoTime()));
    }
  }

  /** Does what is due. */
  void tick() {
    perform(board.tick(System.nanoTime()));
  }

  OptionalLong nextTick() {
    return board.nextTick();
  }

  void cancel(TaskId task) {
    perform(board.cancel(task, System.nanoTime()));
  }

  void cancelAll(String client) {
    perform(board.cancelAll(client, System.nanoTime()));
  }

  void prioritize(TaskId task, int priority) {
    board.prioritize(task, priority);
  }

  /** Asks a running piece to stop early, if an engine is idle and no task waits. */
  void cut(TaskId task, CompletableFuture<OptionalInt> result) {
    RunningAttempt<FarmNodeId> running = board.running(task);
    boolean isUseful = board.waiting() == 0 && board.idleEngines() > 0;
    if (running == null || !isUseful || cuts.containsKey(task)) {
      result.complete(OptionalInt.empty());
      return;
    }
    cuts.put(task, result);
    nodes.send(running.node().relay(), new TaskMessage.Cut(running.id()));
  }

  TaskWait why(TaskId task) {
    return board.why(task, System.nanoTime());
  }

  List<TaskReport> open(String client) {
    List<TaskReport> open = new ArrayList<>();
    for (TaskId task : watched.of(client)) {
      TaskReport report = board.report(task);
      if (report != null) {
        open.add(report);
      }
    }
    return open;
  }

  TaskCounts counts(String client) {
    Function<TaskId, @Nullable TaskState> state = board::state;
    return watched.counts(client, state);
  }

  void forget(TaskId task) {
    board.forget(task);
  }

  /** Forgets a client whose tasks have been cancelled. */
  void clientClosed(String client) {
    cancelAll(client);
    watched.forget(client);
  }

  /** Ends all tasks, because the farm ends. */
  void stop(KernelError why) {
    watched.endAll(board::report, why);
    cuts.values().forEach(cut -> cut.complete(OptionalInt.empty()));
  }
}
