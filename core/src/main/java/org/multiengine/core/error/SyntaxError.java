package org.multiengine.core.error;

/**
 * A text cannot be parsed. The client throws this error bare for a file that it reads, before
 * anything is sent (reference, 3).
 */
public final class SyntaxError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user and the parser's error. */
  public SyntaxError(String message, Throwable cause) {
    super(message, cause);
  }
}
