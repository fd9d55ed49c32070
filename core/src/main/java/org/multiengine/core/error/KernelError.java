package org.multiengine.core.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of everything Multiengine throws at its callers (reference: IPython's {@code
 * IPython.kernel.error.KernelError}). Unchecked; each way to fail is a class of its own under the
 * name IPython gave it.
 */
public class KernelError extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Makes an error with a text for the user. */
  public KernelError(String message) {
    super(message);
  }

  /** Makes an error with a text for the user and what led to it. */
  public KernelError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Returns the name printed before the text, as in {@code [0:execute]: NameError: ...}. */
  public String errorName() {
    return getClass().getSimpleName();
  }

  /** Returns the text printed after the name; empty if there is none. */
  public String errorMessage() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
