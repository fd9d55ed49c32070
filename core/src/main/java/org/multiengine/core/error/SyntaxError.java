package org.multiengine.core.error;

/**
 * A text cannot be parsed. Thrown bare by the client for a file it reads, before anything is sent
 * (reference, 3).
 */
public final class SyntaxError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user and what the parser said. */
  public SyntaxError(String message, Throwable cause) {
    super(message, cause);
  }
}
