package org.multiengine.core.namespace.groovy.classes;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A set of names that no class has. It holds only names in packages of Java and Groovy whose
 * classes are fixed when the JVM starts, where Groovy looks up simple names. Safe for use by
 * several threads.
 */
final class AbsentNames {

  private static final List<String> FIXED_PACKAGES = List.of("java.", "groovy.");

  private final int limit;
  private final Set<String> names = ConcurrentHashMap.newKeySet();

  /**
   * Creates an empty set.
   *
   * @param limit the number of names to keep; when it is exceeded, all are dropped
   */
  AbsentNames(int limit) {
    this.limit = limit;
  }

  boolean contains(String name) {
    return names.contains(name);
  }

  /** Adds a name unless it belongs to another package. */
  void add(String name) {
    if (FIXED_PACKAGES.stream().noneMatch(name::startsWith)) {
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
