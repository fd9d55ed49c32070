package org.multiengine.core.namespace.groovy.classes;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.jspecify.annotations.Nullable;

/**
 * Makes the functions of a text names of the namespace. Their methods are renamed, so that every
 * call, even from the same text, goes through the namespace and reaches the latest definition.
 *
 * <p>Static and statically compiled functions keep their name, because a static function has no
 * script and because the static compiler must find them. Calls between such functions of one text
 * stay within that text.
 */
public final class Functions {

  private static final String SUFFIX = "$fn";
  private static final Set<String> BOUND_BY_NAME =
      Set.of("CompileStatic", "TypeChecked", "TailRecursive");

  private Functions() {}

  /**
   * Renames the functions of a parsed text and returns the names of their methods.
   *
   * @param module the text
   * @param hidden the names of functions of earlier texts that methods of all scripts hide
   */
  static List<String> rename(ModuleNode module, Set<String> hidden) {
    var copies = new IdentityHashMap<@Nullable MethodNode, MethodNode>();
    for (MethodNode method : module.getMethods()) {
      copies.put(method, isBoundByName(method) ? method : renamed(method));
    }
    module.getMethods().replaceAll(copies::get);
    List<String> functions =
        module.getMethods().stream().map(MethodNode::getName).distinct().toList();
    // Before the classes are asked for, which creates the class of the script.
    Set<String> forwarded = new TreeSet<>(hidden);
    functions.stream().map(Functions::nameOf).filter(HidingNames::contains).forEach(forwarded::add);
    HidingNames.forward(module, forwarded);
    for (ClassNode inner : module.getClasses()) {
      MethodNode copy = copies.get(inner.getEnclosingMethod());
      if (copy != null) {
        inner.setEnclosingMethod(copy);
      }
    }
    return functions;
  }

  /** Returns the user's name of a function's method. Other names are returned unchanged. */
  public static String nameOf(String method) {
    return method.endsWith(SUFFIX)
        ? method.substring(0, method.length() - SUFFIX.length())
        : method;
  }

  /** Returns a message of the runtime with the user's names. */
  public static String withUserNames(String message) {
    return message.replace(SUFFIX, "");
  }

  private static MethodNode renamed(MethodNode method) {
    var copy =
        new MethodNode(
            method.getName() + SUFFIX,
            method.getModifiers(),
            method.getReturnType(),
            method.getParameters(),
            method.getExceptions(),
            method.getCode());
    copy.addAnnotations(method.getAnnotations());
    copy.setGenericsTypes(method.getGenericsTypes());
    copy.setSyntheticPublic(method.isSyntheticPublic());
    copy.setSourcePosition(method);
    copy.copyNodeMetaData(method);
    return copy;
  }

  private static boolean isBoundByName(MethodNode method) {
    return method.isStatic()
        || method.getAnnotations().stream()
            .map(annotation -> annotation.getClassNode().getNameWithoutPackage())
            .anyMatch(BOUND_BY_NAME::contains);
  }
}
