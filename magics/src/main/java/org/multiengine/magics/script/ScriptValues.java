package org.multiengine.magics.script;

import groovy.lang.Closure;
import org.jspecify.annotations.Nullable;

/** The kinds of values of scripts. */
public final class ScriptValues {

  private ScriptValues() {}

  /** Returns whether a value is a function of a script, which engines receive as a function. */
  public static boolean isFunction(@Nullable Object value) {
    return value instanceof Closure;
  }
}
