package org.multiengine.actors.internal.farm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.board.TaskInstruction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the instructions of the board: sends attempts in few messages, and completes tasks.
 * Used by the farm alone.
 */
final class FarmSender implements TaskInstruction.Performer<FarmNodeId, TaskRequest> {

  private static final Logger LOG = LoggerFactory.getLogger("org.multiengine.tasks");

  private static final int MAX_BUNDLED_ORDERS = 64;
  private static final long MAX_BUNDLED_BYTES = 256 * 1024;

  private final FarmTasks.Nodes nodes;
  private final WatchedTasks watched;
  private final Consumer<TaskId> onEnd;

  /**
   * Creates a performer.
   *
   * @param onEnd is notified of each task that has ended
   */
  FarmSender(FarmTasks.Nodes nodes, WatchedTasks watched, Consumer<TaskId> onEnd) {
    this.nodes = nodes;
    this.watched = watched;
    this.onEnd = onEnd;
  }

  @Override
  public void send(TaskInstruction.Send<FarmNodeId, TaskRequest> send) {
    if (send.orders().isEmpty()) {
      send(send.node(), "", List.of(), send.more());
      return;
    }
    List<TaskOrder<TaskRequest>> bundle = new ArrayList<>();
    String client = "";
    long bytes = 0;
    for (TaskOrder<TaskRequest> order : send.orders()) {
      String next = order.id().task().client();
      boolean isFull =
          bundle.size() == MAX_BUNDLED_ORDERS || bytes + order.bytes() > MAX_BUNDLED_BYTES;
      if (!bundle.isEmpty() && (isFull || !next.equals(client))) {
        send(send.node(), client, bundle, send.more());
        bundle = new ArrayList<>();
        bytes = 0;
      }
      client = next;
      bytes += order.bytes();
      bundle.add(order);
      watched.state(order.id().task(), TaskState.SENT);
    }
    send(send.node(), client, bundle, send.more());
  }

  private void send(
      FarmNodeId node, String client, List<TaskOrder<TaskRequest>> orders, boolean more) {
    nodes.send(node.relay(), new TaskMessage.Orders(client, orders, more));
  }

  @Override
  public void recall(TaskInstruction.Recall<FarmNodeId, TaskRequest> recall) {
    nodes.send(recall.node().relay(), new TaskMessage.Recall(recall.attempts()));
  }

  @Override
  public void cancel(TaskInstruction.Cancel<FarmNodeId, TaskRequest> cancel) {
    nodes.send(cancel.node().relay(), new TaskMessage.Cancel(cancel.attempt()));
  }

  @Override
  public void end(TaskInstruction.End<FarmNodeId, TaskRequest> end) {
    onEnd.accept(end.report().id());
    watched.end(end.report(), end.outcome());
  }

  @Override
  public void giveUp(TaskInstruction.GiveUp<FarmNodeId, TaskRequest> giveUp) {
    LOG.warn(
        "task {} does not stop, although it was cancelled; its engine {} stays busy with it",
        giveUp.attempt().task(),
        giveUp.engine() == null ? "" : giveUp.engine().engine());
  }

  @Override
  public void warn(TaskInstruction.Warn<FarmNodeId, TaskRequest> warn) {
    LOG.warn("no engine can run tasks that wait: {}", warn.reason());
  }
}
