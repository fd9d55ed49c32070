package org.multiengine.core.task;

import java.util.List;
import java.util.OptionalLong;

/**
 * The record of a task. Times are nanoseconds of the client's clock that only goes forward.
 *
 * @param id the task
 * @param name its name for people; empty if it has none
 * @param state its state
 * @param bytes the size of its request
 * @param submitted when it was submitted
 * @param ended when it ended; empty if it has not ended
 * @param moves how often it was sent elsewhere before it had begun
 * @param attempts its attempts that began or may have begun, the first one first
 */
public record TaskReport(
    TaskId id,
    String name,
    TaskState state,
    long bytes,
    long submitted,
    OptionalLong ended,
    int moves,
    List<TaskAttempt> attempts) {

  /** Copies the attempts. */
  public TaskReport {
    attempts = List.copyOf(attempts);
  }

  /** Returns the record of the task after its end. */
  public TaskReport ended(TaskState end, long at) {
    return new TaskReport(id, name, end, bytes, submitted, OptionalLong.of(at), moves, attempts);
  }
}
