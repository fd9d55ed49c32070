package org.multiengine.magics.script;

import groovy.lang.Closure;
import org.jspecify.annotations.Nullable;

/** What kind of value of a script something is. */
public final class ScriptValues {

  private ScriptValues() {}

  /** Returns whether it is a function of a script, which is sent to engines as such. */
  public static boolean isFunction(@Nullable Object value) {
    return value instanceof Closure;
  }
}
