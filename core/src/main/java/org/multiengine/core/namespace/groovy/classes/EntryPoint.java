package org.multiengine.core.namespace.groovy.classes;

import java.lang.reflect.Modifier;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;

/** Finds the method with which Groovy runs a file that only declares. */
final class EntryPoint {

  private static final String MAIN = "main";
  private static final String RUN = "run";
  private static final String ARGUMENTS = "(new String[0])";

  private EntryPoint() {}

  /**
   * Returns the call that runs a parsed text: of a function {@code main} or {@code run}, or of the
   * main method of the first class. Returns an empty text if there is none or if the text has
   * statements.
   */
  static String of(ModuleNode module) {
    if (!module.getStatementBlock().isEmpty()) {
      return "";
    }
    for (MethodNode method : module.getMethods()) {
      if (method.getName().equals(MAIN) && method.getParameters().length <= 1) {
        return MAIN + (method.getParameters().length == 0 ? "()" : ARGUMENTS);
      }
    }
    boolean runs =
        module.getMethods().stream()
            .anyMatch(each -> each.getName().equals(RUN) && each.getParameters().length == 0);
    if (runs) {
      return RUN + "()";
    }
    return module.getMethods().isEmpty() && !module.getClasses().isEmpty()
        ? ofClass(module.getClasses().get(0))
        : "";
  }

  private static String ofClass(ClassNode type) {
    boolean main =
        type.getMethods(MAIN).stream()
            .anyMatch(
                method ->
                    Modifier.isStatic(method.getModifiers()) && method.getParameters().length == 1);
    return main ? type.getName() + "." + MAIN + ARGUMENTS : "";
  }
}
