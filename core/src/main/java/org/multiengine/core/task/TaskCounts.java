package org.multiengine.core.task;

import java.util.function.ToLongFunction;

/**
 * The numbers of tasks by state. Ended tasks are counted since the start.
 *
 * @param waiting the tasks at the client
 * @param sent the tasks at nodes that have not begun
 * @param running the running tasks
 * @param done the tasks that succeeded
 * @param failed the tasks whose code failed
 * @param aborted the cancelled tasks
 * @param timedOut the tasks that passed a limit
 * @param lost the tasks lost with their engine
 * @param impossible the tasks whose dependency could not be met
 */
public record TaskCounts(
    long waiting,
    long sent,
    long running,
    long done,
    long failed,
    long aborted,
    long timedOut,
    long lost,
    long impossible) {

  /**
   * Returns the numbers of a source.
   *
   * @param count returns the number of tasks in a state
   */
  public static TaskCounts of(ToLongFunction<TaskState> count) {
    return new TaskCounts(
        count.applyAsLong(TaskState.WAITING),
        count.applyAsLong(TaskState.SENT),
        count.applyAsLong(TaskState.RUNNING),
        count.applyAsLong(TaskState.DONE),
        count.applyAsLong(TaskState.FAILED),
        count.applyAsLong(TaskState.ABORTED),
        count.applyAsLong(TaskState.TIMED_OUT),
        count.applyAsLong(TaskState.LOST),
        count.applyAsLong(TaskState.IMPOSSIBLE));
  }

  /** Returns the number of tasks that have not ended. */
  public long open() {
    return waiting + sent + running;
  }

  /** Returns the number of tasks that have ended. */
  public long ended() {
    return done + failed + aborted + timedOut + lost + impossible;
  }
}
