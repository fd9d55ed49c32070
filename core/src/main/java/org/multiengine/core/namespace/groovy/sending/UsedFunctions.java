package org.multiengine.core.namespace.groovy.sending;

import groovy.lang.Binding;
import groovy.lang.Closure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.runtime.MethodClosure;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.groovy.script.EngineScript;

/**
 * The functions of a namespace that a function of this namespace calls by name, and those that
 * these call. They belong to the function, in addition to what it has captured.
 */
final class UsedFunctions {

  private UsedFunctions() {}

  /** Returns the functions that a closure uses by name, by these names. */
  static Map<String, Object> of(Closure<?> function) {
    Binding names = bindingOf(function);
    if (names == null) {
      return Map.of();
    }
    Map<String, Object> used = new LinkedHashMap<>();
    Deque<Closure<?>> open = new ArrayDeque<>();
    open.add(function);
    while (!open.isEmpty()) {
      for (String name : namesIn(open.remove())) {
        Object value = names.hasVariable(name) ? names.getVariable(name) : null;
        if (value instanceof Closure<?> closure
            && isOfText(closure)
            && used.putIfAbsent(name, closure) == null) {
          open.add(closure);
        }
      }
    }
    return used;
  }

  private static Set<String> namesIn(Closure<?> function) {
    if (function instanceof MethodClosure method) {
      if (!(method.getOwner() instanceof EngineScript script)) {
        return Set.of();
      }
      Set<String> names = new HashSet<>(UsedNames.of(script.getClass(), method.getMethod()));
      names.add(method.getMethod()); // this.&f names a function of an earlier text
      return names;
    }
    return UsedNames.of(function.getClass());
  }

  /** Returns whether a closure belongs to a text or names a static method. */
  private static boolean isOfText(Closure<?> closure) {
    return scriptOf(closure) != null
        || (closure instanceof MethodClosure method && method.getOwner() instanceof Class);
  }

  private static @Nullable Binding bindingOf(Closure<?> function) {
    EngineScript script = scriptOf(function);
    return script == null ? null : script.getBinding();
  }

  private static @Nullable EngineScript scriptOf(Closure<?> closure) {
    Object home = closure instanceof MethodClosure ? closure.getOwner() : closure.getThisObject();
    return home instanceof EngineScript script ? script : null;
  }
}
