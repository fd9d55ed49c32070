package org.multiengine.core.namespace.groovy.script;

import groovy.lang.Closure;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.codehaus.groovy.runtime.InvokerHelper;
import org.codehaus.groovy.runtime.MethodClosure;
import org.codehaus.groovy.runtime.typehandling.DefaultTypeTransformation;
import org.jspecify.annotations.Nullable;

/**
 * The replacements of calls that would harm an engine. The class is public only because compiled
 * scripts call it.
 *
 * <p>Calls of {@code System.exit}, {@code Runtime.exit} and {@code halt} in the text of a script
 * are refused, also by reflection and in texts that a script evaluates. The same calls in compiled
 * Java classes, through a closure's delegate or in a {@code GroovyShell} that a script creates
 * cannot be detected and end the process.
 */
public final class ScriptCalls {

  /** The names of methods that may end a process. */
  public static final Set<String> ENDING_METHODS = Set.of("exit", "halt");

  /** The names of methods whose calls are checked when they run. */
  public static final Set<String> CHECKED_METHODS = Set.of("exit", "halt", "invoke");

  private ScriptCalls() {}

  /**
   * Calls a method unless the call would end the engine.
   *
   * @throws SecurityException if the call would end the engine
   */
  public static @Nullable Object call(@Nullable Object receiver, Object method, List<?> arguments) {
    String name = method.toString();
    if (endsTheEngine(receiver, name)) {
      throw refusal(receiver, name, arguments.toArray());
    }
    if (receiver instanceof Method reflected && name.equals("invoke")) {
      refuseReflection(reflected, arguments);
    }
    return InvokerHelper.invokeMethod(receiver, name, arguments.toArray());
  }

  /**
   * Calls a method like {@link #call}, and returns null if the receiver is null.
   *
   * @throws SecurityException if the call would end the engine
   */
  public static @Nullable Object callUnlessNull(
      @Nullable Object receiver, Object method, List<?> arguments) {
    return receiver == null ? null : call(receiver, method, arguments);
  }

  /**
   * Returns a method as a closure. The closure refuses calls that would end the engine. A function
   * of the namespace takes the place of a method that a script does not have.
   */
  public static Closure<?> pointer(@Nullable Object receiver, Object method) {
    String name = method.toString();
    if (receiver instanceof EngineScript script
        && script.getBinding().hasVariable(name)
        && script.getBinding().getVariable(name) instanceof Closure<?> function
        && InvokerHelper.getMetaClass(script).respondsTo(script, name).isEmpty()) {
      return function;
    }
    return endsTheEngine(receiver, name)
        ? new RefusedMethod(receiver, name)
        : new MethodClosure(receiver, name);
  }

  /**
   * Calls a function of the namespace. If there is none that takes the arguments, calls the method
   * of that name that all objects have.
   */
  public static @Nullable Object function(Object self, String name, List<?> arguments) {
    if (self instanceof EngineScript script && script.getBinding().hasVariable(name)) {
      Object function = script.getBinding().getVariable(name);
      if (takes(function, arguments.toArray())) {
        return InvokerHelper.invokeMethod(function, "call", arguments.toArray());
      }
    }
    return InvokerHelper.getMetaClass(Object.class).invokeMethod(self, name, arguments.toArray());
  }

  private static boolean takes(@Nullable Object function, Object[] arguments) {
    return !(function instanceof MethodClosure method
            && method.getOwner() instanceof EngineScript script)
        || !InvokerHelper.getMetaClass(script)
            .respondsTo(script, method.getMethod(), arguments)
            .isEmpty()
        || !hasMethodOfAll(method.getMethod());
  }

  /** Returns whether every object has a method of the name of a function. */
  private static boolean hasMethodOfAll(String method) {
    String name = method.endsWith("$fn") ? method.substring(0, method.length() - 3) : method;
    return !InvokerHelper.getMetaClass(Object.class).respondsTo(new Object(), name).isEmpty();
  }

  /**
   * Sleeps like Groovy's {@code sleep}, except that an interrupt ends the sleep. The thread stays
   * interrupted, so that a script that catches the exception in a loop still stops.
   *
   * @throws InterruptedException if interrupted
   */
  public static @Nullable Object sleep(Object self, List<?> arguments) throws InterruptedException {
    boolean isFunction =
        self instanceof EngineScript script && script.getBinding().hasVariable("sleep");
    if (isFunction || arguments.isEmpty() || !(arguments.get(0) instanceof Number millis)) {
      return function(self, "sleep", arguments);
    }
    try {
      Thread.sleep(millis.longValue());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      if (!isHandled(e, arguments)) {
        throw e;
      }
    }
    return null;
  }

  private static boolean isHandled(InterruptedException interrupt, List<?> arguments) {
    return arguments.size() == 2
        && arguments.get(1) instanceof Closure<?> onInterrupt
        && DefaultTypeTransformation.castToBoolean(onInterrupt.call(interrupt));
  }

  private static void refuseReflection(Method method, List<?> arguments) {
    Object type = method.getDeclaringClass();
    boolean ends =
        type == System.class
            ? method.getName().equals("exit")
            : type == Runtime.class && ENDING_METHODS.contains(method.getName());
    if (ends) {
      Object[] values =
          arguments.subList(Math.min(1, arguments.size()), arguments.size()).toArray();
      throw refusal(type, method.getName(), values);
    }
  }

  private static boolean endsTheEngine(@Nullable Object receiver, String method) {
    return (receiver == System.class && method.equals("exit"))
        || (receiver instanceof Runtime && ENDING_METHODS.contains(method));
  }

  private static SecurityException refusal(
      @Nullable Object receiver, String method, Object[] arguments) {
    String type = receiver == System.class ? "System" : "Runtime";
    String values =
        List.of(arguments).stream().map(String::valueOf).collect(Collectors.joining(", "));
    return new SecurityException(
        "%s.%s(%s) is refused: it would end the engine; use kill to remove an engine"
            .formatted(type, method, values));
  }

  private static final class RefusedMethod extends Closure<Object> {

    private static final long serialVersionUID = 1L;

    private final String method;

    RefusedMethod(@Nullable Object receiver, String method) {
      super(receiver);
      this.method = method;
    }

    // Groovy calls this method by name, so it must be public.
    @SuppressWarnings({"unused", "DoNotCallSuggester", "EffectivelyPrivate"})
    public Object doCall(Object... arguments) {
      throw refusal(getOwner(), method, arguments);
    }
  }
}
