package org.multiengine.core.error;

/** A name is not defined in an engine's namespace (reference, 9.1). */
public final class NameError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public NameError(String message) {
    super(message);
  }
}
