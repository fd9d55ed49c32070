package org.multiengine.core.task;

import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;

/**
 * Receives the course and the end of a task. The scheduler calls the methods on its own thread, so
 * they must return at once. Exceptions that they throw are logged and have no other effect.
 */
public interface TaskObserver {

  /** Reports the state of the task, each time it has changed, until the task ends. */
  default void state(TaskState state) {}

  /** Reports what the task has done since the last report: elements of a map, and output. */
  default void reported(Report report) {}

  /** Reports the end of the task. Called once for each accepted submission. */
  void ended(TaskReport report, Outcome outcome);
}
