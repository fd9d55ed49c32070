package org.multiengine.core.error;

/** All engines were addressed, but there are none (reference, 2.1). */
public final class NoEnginesRegistered extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public NoEnginesRegistered(String message) {
    super(message);
  }
}
