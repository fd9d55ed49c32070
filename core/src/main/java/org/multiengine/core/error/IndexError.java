package org.multiengine.core.error;

/** There is no command of that number in an engine's history (reference, 7.4). */
public final class IndexError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public IndexError(String message) {
    super(message);
  }
}
