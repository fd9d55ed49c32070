package org.multiengine.core.task;

import java.util.Locale;

/** The states of a task. A task has one end and keeps it. */
public enum TaskState {
  /** The task is at its client: for a dependency, a retry, or an engine. */
  WAITING,
  /** The task is at a node and has not begun, as far as the client knows. */
  SENT,
  /** The task runs. */
  RUNNING,
  /** The task ended with a value. */
  DONE,
  /** The task's code failed, or its value could not be sent. */
  FAILED,
  /** The task was cancelled. */
  ABORTED,
  /** The task passed its limit or deadline, or no engine could take it for too long. */
  TIMED_OUT,
  /** The engine or node was lost while the task ran, or may have run. */
  LOST,
  /** A dependency of the task could no longer be met. */
  IMPOSSIBLE;

  /** Returns whether the state is an end. */
  public boolean isEnd() {
    return compareTo(RUNNING) > 0;
  }

  /** Returns the state as a word for users, for example {@code timed out}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
