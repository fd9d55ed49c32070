package org.multiengine.core.value;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to do about values whose classes scripts have made: such a class is on the one engine that
 * has run the script, and nowhere else.
 */
final class ScriptClasses {

  private static final Set<String> FUNCTIONS =
      Set.of("groovy.lang.Script", "org.codehaus.groovy.runtime.MethodClosure");

  /** What the names of scripts begin with; what a script holds is nested in it. */
  private static final String SCRIPT = "Script_";

  private ScriptClasses() {}

  /** Returns what to do with a value that cannot be sent, or null if it is no function. */
  static @Nullable String advice(Class<?> unsendable) {
    for (Class<?> each = unsendable; each != null; each = each.getSuperclass()) {
      if (FUNCTIONS.contains(each.getName())) {
        return "functions of a script travel alone; push one with pushFunction, and call one that"
            + " an engine has with pullFunction or map";
      }
    }
    return null;
  }

  /**
   * Returns what to do about a class that a client refuses or does not have, or null if it is not
   * likely to be of a script.
   *
   * @param className the full name
   */
  static @Nullable String advice(String className) {
    if (className.startsWith(SCRIPT)) {
      return "it is a function of a script, which stays on its engine; call it there with"
          + " pullFunction or map, or pull what it returns";
    }
    if (className.indexOf('.') < 0) {
      return "a class without a package, as those are that scripts declare; an engine's script"
          + " classes are not on the client, so pull what such a value holds instead, for example"
          + " as a map or a list; or put the class on the class paths of client and engines";
    }
    return null;
  }
}
