package org.multiengine.client.internal.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiengine.core.code.LinkedLoader;
import org.multiengine.core.value.ClassFilter;

/**
 * The classes that a client has sent, which engines may send back: the packages of its program, and
 * the classes that the inputs of a prompt have declared. Safe for use by several threads.
 */
final class SentClasses {

  /** Packages of the JDK whose classes may come back if the client has sent them. */
  private static final List<String> ECHOED =
      List.of(
          "java.awt.",
          "java.math.",
          "java.net.",
          "java.nio.",
          "java.sql.",
          "java.text.",
          "java.time.",
          "java.util.");

  private final ClassLoader program;
  private volatile ClassFilter filter;
  private volatile ClassLoader receiver;
  private Map<String, Class<?>> declared = Map.of();

  /**
   * Creates it without classes.
   *
   * @param program the loader of the program's classes
   * @param filter what engines may send back in any case
   */
  SentClasses(ClassLoader program, ClassFilter filter) {
    this.program = program;
    this.filter = filter;
    this.receiver = program;
  }

  /** Returns the filter of the moment. */
  ClassFilter filter() {
    return filter;
  }

  /** Returns a loader of the program's classes and of those that were declared at a prompt. */
  ClassLoader receiver() {
    return receiver;
  }

  /** Allows a class of the program that is sent, and those of its package. */
  void addClass(Class<?> type) {
    Class<?> component = type;
    while (component.isArray()) {
      component = component.getComponentType();
    }
    if (isOfJdk(component)) {
      if (ECHOED.stream().anyMatch(component.getName()::startsWith)) {
        allow(component.getName());
      }
    } else if (component.getClassLoader() != null && !filter.allows(component.getName())) {
      String packageName = component.getPackageName();
      allow(packageName.isEmpty() ? FunctionLabel.hostClass(component) : packageName + ".");
    }
  }

  private static boolean isOfJdk(Class<?> type) {
    String module = type.getModule().getName();
    return module != null && module.startsWith("java.");
  }

  /** Allows the classes that the inputs of a prompt have declared, if a loader is that of one. */
  synchronized void addLoader(ClassLoader loader) {
    if (!(loader instanceof LinkedLoader linked)) {
      return;
    }
    Map<String, Class<?>> all = new HashMap<>(declared);
    all.putAll(linked.declared());
    if (!all.equals(declared)) {
      all.keySet().forEach(this::allow);
      declared = Map.copyOf(all);
      receiver = new Receiver(program, declared);
    }
  }

  /** Allows values of more classes; see {@link ClassFilter#allow(String)}. */
  synchronized void allow(String name) {
    if (!filter.allows(name.endsWith(".") ? name + "Any" : name)) {
      filter = filter.allow(name);
    }
  }

  /** Finds the classes of a prompt that the program's loader does not have. */
  private static final class Receiver extends ClassLoader {

    private final Map<String, Class<?>> declared;

    Receiver(ClassLoader program, Map<String, Class<?>> declared) {
      super(program);
      this.declared = declared;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Class<?> type = declared.get(name);
      if (type == null) {
        throw new ClassNotFoundException(name);
      }
      return type;
    }
  }
}
