package org.multiengine.core.namespace.groovy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Names that no class has, of packages whose classes are known when the JVM starts: those of Java
 * and of Groovy, where a simple name is looked for. Safe for use by several threads.
 */
final class AbsentNames {

  private static final List<String> FIXED = List.of("java.", "groovy.");

  private final int limit;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /**
   * Makes an empty set.
   *
   * @param limit how many names are kept; one more, and all are forgotten
   */
  AbsentNames(int limit) {
    this.limit = limit;
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** Adds a name; one of another package is not kept. */
  void add(String name) {
    if (FIXED.stream().noneMatch(name::startsWith)) {
      return;
    }
    if (names.size() >= limit) {
      names.clear();
    }
    names.add(name);
  }

  int size() {
    return names.size();
  }
}
