package org.multiengine.core.error;

/**
 * The code of a task found its engine unfit for it, and threw this error (reference of the task
 * interface, T77). The task is tried on other engines, and later on this one again. A rejection is
 * no failure: it uses up none of the task's retries.
 *
 * <pre>{@code
 * if (!Files.exists(dataset)) {
 *   throw new TaskRejectError("the data set is not on this machine");
 * }
 * }</pre>
 */
public final class TaskRejectError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error whose text says why the engine is unfit. */
  public TaskRejectError(String message) {
    super(message);
  }
}
