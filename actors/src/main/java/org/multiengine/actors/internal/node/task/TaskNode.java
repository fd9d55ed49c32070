package org.multiengine.actors.internal.node.task;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskOrder;

/** What the tasks of a node need of its relay. */
public interface TaskNode {

  /** Notes that a client is reached over a link. */
  void clientSeen(String client, Link<RelayMessage> link);

  /**
   * Returns why a client must not have a task run; null if it may.
   *
   * @param engines the engines that may run it
   */
  @Nullable KernelError refusal(
      Link<RelayMessage> link, TaskOrder<TaskRequest> order, List<EngineId> engines);

  /** Returns whether the answers of a link are not taken, so that none of its tasks may begin. */
  boolean isPaused(Link<RelayMessage> link);

  /** Handles that a task has ended on its engine. */
  void ended(TaskRun run, Outcome outcome, long runNanos);

  /** Measures the tasks that wait for an engine. */
  void measure(int waiting, long bytes);

  /** Adds a message to a link, to be sent by {@link #flushLinks}. */
  void add(Link<RelayMessage> link, RelayMessage message);

  /** Sends the messages that were added. */
  void flushLinks();

  /** Has {@link NodeTasks#flush()} called behind the messages that the relay has received. */
  void flushSoon();

  /** Has {@link NodeTasks#check()} called after a time, in place of an earlier wish. */
  void checkAfter(Duration delay);
}
