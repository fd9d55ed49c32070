package org.multiengine.core.namespace.groovy.classes;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.MethodNode;
import org.codehaus.groovy.ast.ModuleNode;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ClassExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.ExpressionStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.multiengine.core.namespace.groovy.script.EngineScript;
import org.multiengine.core.namespace.groovy.script.ScriptCalls;

/**
 * The names of methods that every script has, such as {@code grep} and {@code find}, which Groovy
 * calls before it looks for a name in the namespace. A text that may call a function of such a name
 * gets methods that call the function.
 */
final class HidingNames {

  /** Names without which a script does not work. */
  private static final Set<String> RESERVED =
      Set.of(
          "attach",
          "clone",
          "equals",
          "finalize",
          "getBinding",
          "getMetaClass",
          "getProperty",
          "hashCode",
          "invokeMethod",
          "main",
          "run",
          "setBinding",
          "setMetaClass",
          "setProperty",
          "sleep",
          "toString");

  private static final int MAX_GENERAL_PARAMETERS = 4;

  /** A signature of a method: the types of its parameters, and whether it returns nothing. */
  private record Signature(List<Class<?>> types, boolean isVoid) {}

  private static final Map<String, Set<Signature>> SIGNATURES = signatures();

  private HidingNames() {}

  private static Map<String, Set<Signature>> signatures() {
    Map<String, Set<Signature>> all = new HashMap<>();
    for (Method method : EngineScript.class.getMethods()) {
      int modifiers = method.getModifiers();
      if (!Modifier.isStatic(modifiers) && !Modifier.isFinal(modifiers)) {
        add(all, method, List.of(method.getParameterTypes()));
      }
    }
    for (Method method : DefaultGroovyMethods.class.getMethods()) {
      Class<?>[] types = method.getParameterTypes();
      if (types.length > 0 && types[0] == Object.class) {
        add(all, method, List.of(types).subList(1, types.length));
      }
    }
    all.keySet().removeAll(RESERVED);
    return all;
  }

  private static void add(
      Map<String, Set<Signature>> all, Method method, List<Class<?>> parameters) {
    boolean ofScript = method.getDeclaringClass() != DefaultGroovyMethods.class;
    boolean isVoid = ofScript && method.getReturnType() == void.class;
    Set<Signature> known = all.computeIfAbsent(method.getName(), absent -> new LinkedHashSet<>());
    if (known.stream().noneMatch(each -> each.types().equals(parameters))) {
      known.add(new Signature(parameters, isVoid));
    }
  }

  /** Returns whether every script has a method of this name. */
  static boolean contains(String name) {
    return SIGNATURES.containsKey(name);
  }

  /**
   * Adds methods to a parsed text that call functions.
   *
   * @param module the text
   * @param names the names of functions that methods hide
   */
  static void forward(ModuleNode module, Set<String> names) {
    for (String name : names) {
      Set<String> added = new LinkedHashSet<>();
      module.getMethods().stream()
          .filter(method -> method.getName().equals(name))
          .forEach(method -> added.add(key(method.getParameters())));
      for (Signature signature : SIGNATURES.getOrDefault(name, Set.of())) {
        forward(module, name, signature, added);
      }
      for (int count = 0; count <= MAX_GENERAL_PARAMETERS; count++) {
        List<Class<?>> types = Stream.<Class<?>>generate(() -> Object.class).limit(count).toList();
        forward(module, name, new Signature(types, false), added);
      }
    }
  }

  private static void forward(
      ModuleNode module, String name, Signature signature, Set<String> added) {
    Parameter[] parameters = new Parameter[signature.types().size()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = new Parameter(nodeOf(signature.types().get(i)), "p" + i);
    }
    if (!added.add(key(parameters))) {
      return;
    }
    ClassNode result = signature.isVoid() ? ClassHelper.VOID_TYPE : ClassHelper.OBJECT_TYPE;
    Expression call = callOf(name, parameters);
    Statement body = signature.isVoid() ? new ExpressionStatement(call) : new ReturnStatement(call);
    module.addMethod(
        new MethodNode(name, Modifier.PUBLIC, result, parameters, ClassNode.EMPTY_ARRAY, body));
  }

  /** Returns the node of a type without type parameters, which the compiler refuses here. */
  private static ClassNode nodeOf(Class<?> type) {
    ClassNode node = ClassHelper.make(type);
    return type.isArray() || type.isPrimitive() ? node : node.getPlainNodeReference();
  }

  private static Expression callOf(String name, Parameter[] parameters) {
    List<Expression> arguments =
        Arrays.stream(parameters).<Expression>map(VariableExpression::new).toList();
    var call =
        new MethodCallExpression(
            new ClassExpression(ClassHelper.make(ScriptCalls.class)),
            "function",
            new ArgumentListExpression(
                VariableExpression.THIS_EXPRESSION,
                new ConstantExpression(name),
                new ListExpression(arguments)));
    call.setImplicitThis(false);
    return call;
  }

  private static String key(Parameter[] parameters) {
    return Arrays.stream(parameters).map(each -> each.getType().getName()).toList().toString();
  }
}
