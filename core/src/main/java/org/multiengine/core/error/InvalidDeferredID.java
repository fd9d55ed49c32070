package org.multiengine.core.error;

/** The pending result was flushed; its outcome is gone (reference, 5.5). */
public final class InvalidDeferredID extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public InvalidDeferredID(String message) {
    super(message);
  }
}
