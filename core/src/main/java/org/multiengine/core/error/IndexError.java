package org.multiengine.core.error;

/** An engine's history has no command of that number (reference, 7.4). */
public final class IndexError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public IndexError(String message) {
    super(message);
  }
}
