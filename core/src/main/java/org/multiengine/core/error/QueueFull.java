package org.multiengine.core.error;

/** A queue has reached its limit and took no further request. Nothing of the request ran. */
public final class QueueFull extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public QueueFull(String message) {
    super(message);
  }
}
