package org.multiengine.core.error;

/** A pending result was flushed, so its outcome is no longer available (reference, 5.5). */
public final class InvalidDeferredID extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public InvalidDeferredID(String message) {
    super(message);
  }
}
