package org.multiengine.client.internal.task;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;

/**
 * Reads the result of a task.
 *
 * @param <R> the result
 */
@FunctionalInterface
public interface TaskReader<R extends @Nullable Object> {

  /**
   * Returns the result.
   *
   * @param times the record of the task and its times
   * @throws KernelError if the task has failed
   */
  R read(TaskTimes times, Outcome outcome);
}
