package org.multiengine.core.task;

import java.util.Objects;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.PartId;

/**
 * Identifies an attempt at a task. Each time a task is sent to a node, a new attempt begins, so
 * that late messages about an earlier attempt can be told apart.
 *
 * @param task the task
 * @param number the number of the attempt, from 1
 */
public record AttemptId(TaskId task, int number) {

  /** Checks that there is a task. */
  public AttemptId {
    Objects.requireNonNull(task, "task");
  }

  /**
   * Returns the id under which an engine runs the attempt. The number of its call is negative, so
   * that it differs from the calls of the client.
   */
  public PartId part() {
    return new PartId(new CallId(task.client(), -1 - task.number()), number);
  }

  /** Returns whether a part is that of an attempt at a task. */
  public static boolean isPart(PartId part) {
    return part.call().number() < 0;
  }

  /** Returns the attempt that an engine runs under an id. */
  public static AttemptId of(PartId part) {
    return new AttemptId(new TaskId(part.client(), -1 - part.call().number()), part.place());
  }

  /** Returns the form used in logs and messages, for example {@code ann#17/2}. */
  @Override
  public String toString() {
    return task + "/" + number;
  }
}
