package org.multiengine.core.task;

/**
 * The reason why a task has not ended.
 *
 * @param reason the kind of reason
 * @param text the reason in one line, with names and times
 */
public record TaskWait(Reason reason, String text) {

  /** The kinds of reasons. */
  public enum Reason {
    /** No engine is registered. */
    NO_ENGINES,
    /** No engine fulfils the needs of the task. */
    NO_ENGINE_FITS,
    /** Each engine that fits has rejected tasks of this kind. */
    REJECTED,
    /** A task that this task depends on has not ended. */
    DEPENDENCY,
    /** The next attempt begins after a wait. */
    BACK_OFF,
    /** The engines that fit are busy. */
    ENGINES_BUSY,
    /** Other clients have their share of the engines. */
    FAIRNESS,
    /** The task is at a node and has not begun. */
    AT_NODE,
    /** The task runs. */
    RUNNING,
    /** The task was cancelled and has not stopped yet. */
    CANCELLED,
    /** The task has ended. */
    ENDED,
    /** The task is not known, or no longer. */
    UNKNOWN
  }

  /** Returns the text. */
  @Override
  public String toString() {
    return text;
  }
}
