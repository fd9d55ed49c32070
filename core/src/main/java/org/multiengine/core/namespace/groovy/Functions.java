package org.multiengine.core.namespace.groovy;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.AnnotatedNode;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a text become names of the namespace. Their methods get another name, so that
 * every call, also one within the same text, goes by the namespace and meets the function's latest
 * definition.
 *
 * <p>Functions compiled statically keep their name, as the static compiler has to find them; calls
 * among those of one text are bound to that text.
 */
final class Functions {

  private static final String SUFFIX = "$fn";
  private static final Set<String> BOUND_BY_NAME =
      Set.of("CompileStatic", "TypeChecked", "TailRecursive");

  private Functions() {}

  /** Renames the functions of a parsed text and returns the names of their methods. */
  static List<String> rename(ModuleNode module) {
    var copies = new IdentityHashMap<@Nullable MethodNode, MethodNode>();
    for (MethodNode method : module.getMethods()) {
      copies.put(method, isBoundByName(method) ? method : renamed(method));
    }
    module.getMethods().replaceAll(copies::get);
    for (ClassNode inner : module.getClasses()) {
      MethodNode copy = copies.get(inner.getEnclosingMethod());
      if (copy != null) {
        inner.setEnclosingMethod(copy);
      }
    }
    return module.getMethods().stream().map(MethodNode::getName).distinct().toList();
  }

  /** Returns the name users know a function's method by; other names are returned as they are. */
  static String nameOf(String method) {
    return method.endsWith(SUFFIX)
        ? method.substring(0, method.length() - SUFFIX.length())
        : method;
  }

  /** Returns a message of the runtime with users' names in it. */
  static String inUsersWords(String message) {
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

  private static boolean isBoundByName(AnnotatedNode method) {
    return method.getAnnotations().stream()
        .map(annotation -> annotation.getClassNode().getNameWithoutPackage())
        .anyMatch(BOUND_BY_NAME::contains);
  }
}
