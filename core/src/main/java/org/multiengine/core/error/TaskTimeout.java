package org.multiengine.core.error;

/** A call did not end within the time its view allows; it was then cancelled. */
public final class TaskTimeout extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public TaskTimeout(String message) {
    super(message);
  }
}
