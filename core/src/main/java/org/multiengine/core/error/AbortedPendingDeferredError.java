package org.multiengine.core.error;

/** A pending result was flushed before it was ready (reference, 5.5). */
public final class AbortedPendingDeferredError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public AbortedPendingDeferredError(String message) {
    super(message);
  }
}
