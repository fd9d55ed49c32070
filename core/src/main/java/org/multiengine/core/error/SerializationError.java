package org.multiengine.core.error;

import org.jspecify.annotations.Nullable;

/**
 * A value cannot be encoded, or bytes cannot be decoded (reference, 9.1). The text names the class
 * and, if known, its path inside the value.
 */
public final class SerializationError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text for the user and its cause. */
  public SerializationError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
