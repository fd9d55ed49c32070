package org.multiengine.core.value;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Advice about values whose classes a script has declared. Such a class exists only on the engine
 * that ran the script.
 */
final class ScriptClasses {

  private static final Set<String> FUNCTIONS =
      Set.of("groovy.lang.Script", "org.codehaus.groovy.runtime.MethodClosure");

  /** The prefix of the names of scripts. The classes of a script are nested in it. */
  private static final String SCRIPT_PREFIX = "Script_";

  private ScriptClasses() {}

  /** Returns advice about a value that cannot be sent, or null if the value is not a function. */
  static @Nullable String advice(Class<?> unsendable) {
    for (Class<?> each = unsendable; each != null; each = each.getSuperclass()) {
      if (FUNCTIONS.contains(each.getName())) {
        return "functions of a script must be sent by themselves; push one with pushFunction, and"
            + " call a function of an engine with pullFunction or map";
      }
    }
    return null;
  }

  /**
   * Returns advice about a class that a client refuses or does not have, or null if a script is
   * unlikely to have declared the class.
   *
   * @param className the full name
   */
  static @Nullable String advice(String className) {
    if (className.startsWith(SCRIPT_PREFIX)) {
      return "it is a function of a script, which stays on its engine; call it there with"
          + " pullFunction or map, or pull what it returns";
    }
    if (className.indexOf('.') < 0) {
      return "a class without a package, probably declared by a script; the client does not have an"
          + " engine's script classes, so pull the contents of the value instead, for example as"
          + " a map or a list; or put the class on the class paths of client and engines";
    }
    return null;
  }
}
