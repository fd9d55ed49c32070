package org.multiengine.core.namespace;

import org.jspecify.annotations.Nullable;

/** A function of a script in any language. */
@FunctionalInterface
public interface ScriptFunction {

  /** Calls the function. Throws the exceptions of its code. */
  @Nullable Object call(@Nullable Object... arguments) throws Exception;
}
