package org.multiengine.core.namespace;

import org.jspecify.annotations.Nullable;

/** A function of a script, whatever its language. */
@FunctionalInterface
public interface ScriptFunction {

  /** Calls the function. It throws what its code throws. */
  @Nullable Object call(@Nullable Object... arguments) throws Exception;
}
