package org.multiengine.core.error;

/** The client cancelled the request, which was removed from the queue or interrupted. */
public final class TaskAborted extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public TaskAborted(String message) {
    super(message);
  }
}
