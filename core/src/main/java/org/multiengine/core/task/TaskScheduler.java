package org.multiengine.core.task;

import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import org.multiengine.core.request.TaskRequest;

/**
 * The tasks of one client. The scheduler has engines run them, each on an engine that is free. No
 * method waits. Safe for use by several threads.
 */
public interface TaskScheduler extends AutoCloseable {

  /** Returns the id for a new task of the client. */
  TaskId next();

  /**
   * Submits a task.
   *
   * @param task the task, with an id of {@link #next()}
   * @param observer receives the course and the end of the task
   * @throws org.multiengine.core.error.QueueFull if too many tasks are open, or these hold too many
   *     bytes; the observer is not called then
   * @throws org.multiengine.core.error.KernelError if the scheduler is closed
   */
  void submit(TaskSubmission<TaskRequest> task, TaskObserver observer);

  /** Cancels a task, which then ends as {@link TaskState#ABORTED}. An ended task is left alone. */
  void cancel(TaskId task);

  /**
   * Changes the priority of a task that waits.
   *
   * @throws IllegalArgumentException if the priority is not between -100 and 100
   */
  void prioritize(TaskId task, int priority);

  /**
   * Asks a running piece of a map to stop early, if an engine is idle and no task waits.
   *
   * @return the index of the element before which the piece will stop; empty if it was not cut. The
   *     stage is completed by the scheduler's thread
   */
  CompletionStage<OptionalInt> cut(TaskId piece);

  /** Returns the number of engines that the registry shows. */
  int engines();

  /** Returns why a task has not ended. The stage is completed by the scheduler's thread. */
  CompletionStage<TaskWait> why(TaskId task);

  /** Returns the records of the open tasks. The stage is completed by the scheduler's thread. */
  CompletionStage<List<TaskReport>> open();

  /**
   * Returns the numbers of the client's tasks by state. The stage is completed by the scheduler's
   * thread.
   */
  CompletionStage<TaskCounts> counts();

  /** Forgets the end of a task on which no later task will depend. */
  void forget(TaskId task);

  /** Cancels all tasks of the client, and refuses later ones. */
  @Override
  void close();
}
