package org.multiengine.core.task;

import java.util.Objects;

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

  /** Returns the form used in logs and messages, for example {@code ann#17/2}. */
  @Override
  public String toString() {
    return task + "/" + number;
  }
}
