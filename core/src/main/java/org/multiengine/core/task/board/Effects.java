package org.multiengine.core.task.board;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.TaskOrder;

/** The instructions that result from an event: one message to each node, then the others. */
final class Effects<N, W> {

  private final Map<FarmNode<N, W>, List<TaskOrder<W>>> sends = new LinkedHashMap<>();
  private final List<TaskInstruction<N, W>> others = new ArrayList<>();

  /** Adds an attempt to the message to its node. */
  void send(FarmNode<N, W> node, TaskOrder<W> order) {
    sends.computeIfAbsent(node, absent -> new ArrayList<>()).add(order);
  }

  /** Adds the cancellation of an attempt. */
  void cancel(N node, AttemptId attempt) {
    others.add(new TaskInstruction.Cancel<>(node, attempt));
  }

  /** Adds another instruction. */
  void add(TaskInstruction<N, W> instruction) {
    others.add(instruction);
  }

  /**
   * Returns the instructions and forgets them. Nodes with other clients are notified when tasks
   * begin or cease to wait here, even if nothing else is sent to them.
   *
   * @param more whether further tasks wait
   * @param shared the nodes with other clients
   */
  List<TaskInstruction<N, W>> take(boolean more, Collection<FarmNode<N, W>> shared) {
    for (FarmNode<N, W> node : shared) {
      if (node.knowsMore != more) {
        sends.computeIfAbsent(node, absent -> List.of());
      }
    }
    if (sends.isEmpty() && others.isEmpty()) {
      return List.of();
    }
    List<TaskInstruction<N, W>> all = new ArrayList<>(sends.size() + others.size());
    sends.forEach(
        (node, orders) -> {
          node.knowsMore = more;
          all.add(new TaskInstruction.Send<>(node.id(), orders, more));
        });
    all.addAll(others);
    sends.clear();
    others.clear();
    return all;
  }
}
