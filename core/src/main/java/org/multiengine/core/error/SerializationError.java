package org.multiengine.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot become bytes, or bytes cannot become a value (reference, 9.1). The text names the
 * class concerned and, where it is known, the path to it inside the value.
 */
public final class SerializationError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user and what led to it. */
  public SerializationError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
