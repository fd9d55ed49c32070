package org.multiengine.core.value;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.multiengine.core.error.SerializationError;

/**
 * Decides by name which classes may be decoded. The decision precedes loading, so that no code of a
 * refused class runs.
 *
 * <p>A client decodes the values of engines with {@link #standard()} and its own classes:
 *
 * <pre>{@code
 * ClassFilter filter = ClassFilter.standard().allow("com.acme.").allow(Job.class);
 * }</pre>
 *
 * <p>Immutable and safe for use by several threads. Classes that are useful only to attackers are
 * refused even if they are allowed by name.
 */
public final class ClassFilter {

  private static final ClassFilter TRUSTING = new ClassFilter(true, false, Set.of());
  private static final ClassFilter STANDARD = new ClassFilter(false, false, Set.of());
  private static final ClassFilter WITHOUT_CODE = new ClassFilter(false, true, Set.of());

  private final boolean trusting;
  private final boolean withoutCode;

  /** The allowed names in addition to the standard ones. Names of packages end with a dot. */
  private final Set<String> allowed;

  private ClassFilter(boolean trusting, boolean withoutCode, Set<String> allowed) {
    this.trusting = trusting;
    this.withoutCode = withoutCode;
    this.allowed = allowed;
  }

  /**
   * Returns the filter of an engine, which allows every class except those that are known to be
   * useful to attackers.
   */
  public static ClassFilter trusting() {
    return TRUSTING;
  }

  /**
   * Returns the filter of a client, which allows numbers, texts, times, collections and similar
   * classes of the JDK, its exceptions, Groovy's ranges and tuples, the values of Multiengine, and
   * arrays of these.
   */
  public static ClassFilter standard() {
    return STANDARD;
  }

  /**
   * Returns the filter of an engine for values that clients send without the code of their classes.
   * It allows the same classes as {@link #standard()}; its errors say what a client can do.
   */
  public static ClassFilter withoutCode() {
    return WITHOUT_CODE;
  }

  /**
   * Returns a copy that also allows {@code name}. A name with a dot at its end, as in {@code
   * "com.acme."}, allows all classes of that package and its subpackages. Any other name allows one
   * class and its nested classes.
   *
   * @throws IllegalArgumentException if {@code name} is empty or only a dot, which would allow
   *     every class
   */
  public ClassFilter allow(String name) {
    if (name.isBlank() || name.startsWith(".")) {
      throw new IllegalArgumentException("not the name of a class or package: '" + name + "'");
    }
    var names = new LinkedHashSet<>(allowed);
    names.add(name);
    return new ClassFilter(trusting, withoutCode, Collections.unmodifiableSet(names));
  }

  /** Returns a copy that also allows {@code type} and its nested classes. */
  public ClassFilter allow(Class<?> type) {
    return allow(componentName(Objects.requireNonNull(type, "type").getName()));
  }

  /**
   * Returns whether a class may be decoded.
   *
   * @param className the name as returned by {@link Class#getName()}, also for arrays
   */
  public boolean allows(String className) {
    String name = componentName(className);
    if (name.isEmpty()) {
      return true;
    }
    if (KnownClasses.isDangerous(name)) {
      return trusting && KnownClasses.isCode(name);
    }
    return trusting || KnownClasses.isStandard(name) || isNamed(name);
  }

  /**
   * Throws an error unless a class may be decoded.
   *
   * @param className the name as returned by {@link Class#getName()}
   */
  void check(String className) {
    if (!allows(className)) {
      throw new SerializationError(refusal(componentName(className)), null);
    }
  }

  /** Returns whether this filter allows every class that is not dangerous. */
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

  private String refusal(String name) {
    if (KnownClasses.isDangerous(name)) {
      String remedy =
          name.endsWith("Closure") ? "; call a function of an engine with pullFunction or map" : "";
      return "refused to decode " + name + ": it is known to be useful to attackers" + remedy;
    }
    if (withoutCode) {
      return "refused to decode "
          + name
          + ": a value without code of its client may hold values of the JDK and of Multiengine"
          + " only";
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

  /**
   * Returns the name of the innermost component of an array, or an empty text for a primitive
   * component.
   */
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
