package org.multiengine.core.namespace.python.pickle;

import org.jspecify.annotations.Nullable;

/** A pickle that cannot be read. */
public final class PickleException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PickleException(String why, @Nullable Throwable cause) {
    super("cannot read a pickle: " + why, cause);
  }
}
