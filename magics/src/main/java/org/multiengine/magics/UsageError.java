package org.multiengine.magics;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/**
 * A magic was used in a wrong way: a name, an option or an argument is wrong, or what it needs has
 * not happened yet. Nothing was sent to the engines.
 */
public final class UsageError extends KernelError {

  private static final long serialVersionUID = 1L;

  /** Creates an error with a text that says what to write instead. */
  public UsageError(String message) {
    super(message);
  }

  /** Creates an error with a text and its cause. */
  public UsageError(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
