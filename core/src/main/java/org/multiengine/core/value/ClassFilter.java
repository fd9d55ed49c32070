package org.multiengine.core.value;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.multiengine.core.error.SerializationError;

/**
 * Decides by name which classes may be made from received bytes. The decision comes before a class
 * is loaded, so that nothing of a refused class runs.
 *
 * <p>A client reads what engines send through {@link #standard()}, widened by its own classes:
 *
 * <pre>{@code
 * ClassFilter filter = ClassFilter.standard().allow("com.acme.").allow(Job.class);
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. Classes known to be of use only to an attacker
 * stay refused whatever is allowed.
 */
public final class ClassFilter {

  private static final ClassFilter TRUSTING = new ClassFilter(true, Set.of());
  private static final ClassFilter STANDARD = new ClassFilter(false, Set.of());

  private final boolean trusting;

  /** Names that are allowed beside the standard ones; packages end with a dot. */
  private final Set<String> allowed;

  private ClassFilter(boolean trusting, Set<String> allowed) {
    this.trusting = trusting;
    this.allowed = allowed;
  }

  /** Returns the filter of an engine: every class except those known to be of use to attackers. */
  public static ClassFilter trusting() {
    return TRUSTING;
  }

  /**
   * Returns the filter of a client: numbers, texts, times, collections and the like of the JDK, its
   * exceptions, Groovy's ranges and tuples, the values of Multiengine, and arrays of these.
   */
  public static ClassFilter standard() {
    return STANDARD;
  }

  /**
   * Returns a copy that also allows {@code name}: with a dot at its end, as in {@code "com.acme."},
   * all classes of that package and of those below it, else one class and those nested in it.
   *
   * @throws IllegalArgumentException if {@code name} is empty or a mere dot, which would allow all
   */
  public ClassFilter allow(String name) {
    if (name.isBlank() || name.startsWith(".")) {
      throw new IllegalArgumentException("not the name of a class or package: '" + name + "'");
    }
    var names = new LinkedHashSet<>(allowed);
    names.add(name);
    return new ClassFilter(trusting, Collections.unmodifiableSet(names));
  }

  /** Returns a copy that also allows {@code type} and the classes nested in it. */
  public ClassFilter allow(Class<?> type) {
    return allow(componentName(Objects.requireNonNull(type, "type").getName()));
  }

  /**
   * Returns whether a class may be decoded.
   *
   * @param className the name as {@link Class#getName()} gives it, of an array too
   */
  public boolean allows(String className) {
    String name = componentName(className);
    if (name.isEmpty()) {
      return true;
    }
    if (KnownClasses.isDangerous(name)) {
      return false;
    }
    return trusting || KnownClasses.isStandard(name) || isNamed(name);
  }

  /** Checks one class by name, as {@link Class#getName()} gives it. */
  void check(String className) {
    if (!allows(className)) {
      throw new SerializationError(refusal(componentName(className)), null);
    }
  }

  /** Returns whether this filter lets every class pass that is not dangerous. */
  boolean isTrusting() {
    return trusting;
  }

  private boolean isNamed(String name) {
    for (String entry : allowed) {
      boolean hit =
          entry.endsWith(".")
              ? name.startsWith(entry)
              : name.equals(entry) || name.startsWith(entry + "$");
      if (hit) {
        return true;
      }
    }
    return false;
  }

  private static String refusal(String name) {
    if (KnownClasses.isDangerous(name)) {
      return "refused to decode " + name + ": it is known to be of use to attackers";
    }
    String advice = ScriptClasses.advice(name);
    if (advice != null) {
      return "refused to decode "
          + name
          + ": "
          + advice
          + "; a client that has the class allows it with allowClasses(\""
          + name
          + "\")";
    }
    String packageName = name.substring(0, name.lastIndexOf('.') + 1);
    String wider =
        packageName.isEmpty() ? "" : ", or its package with allow(\"" + packageName + "\")";
    return "refused to decode "
        + name
        + ": the class filter does not allow it; add it with ClassFilter.allow(\""
        + name
        + "\")"
        + wider
        + ", in a client with allowClasses or the setting multiengine.client.allowed-classes";
  }

  /** Returns the name of the innermost component of an array, empty for a primitive one. */
  private static String componentName(String className) {
    int dimensions = 0;
    while (dimensions < className.length() && className.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0) {
      return className;
    }
    boolean ofObjects = className.startsWith("L", dimensions) && className.endsWith(";");
    return ofObjects ? className.substring(dimensions + 1, className.length() - 1) : "";
  }
}
