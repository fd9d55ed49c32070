package org.multiengine.core.error;

/** All engines were addressed, but no engines are registered (reference, 2.1). */
public final class NoEnginesRegistered extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public NoEnginesRegistered(String message) {
    super(message);
  }
}
