package org.multiengine.core.error;

/** An engine has no property of that key (reference, 9.4). */
public final class KeyError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public KeyError(String message) {
    super(message);
  }
}
