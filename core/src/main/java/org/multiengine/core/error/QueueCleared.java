package org.multiengine.core.error;

/** A waiting request was dropped before it ran (reference, 7.2 and 7.3). */
public final class QueueCleared extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user. */
  public QueueCleared(String message) {
    super(message);
  }
}
