package org.multiengine.bench.contender;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** What tasks leave in a node, which has no namespace of its own. */
final class Kept {

  private static final Map<String, Serializable> VALUES = new ConcurrentHashMap<>();

  private Kept() {}

  static boolean put(String name, Serializable value) {
    VALUES.put(name, value);
    return true;
  }

  static Serializable get(String name) {
    return Objects.requireNonNull(VALUES.get(name), name);
  }

  static Serializable made(int doubles) {
    return VALUES.computeIfAbsent("made " + doubles, name -> new double[doubles]);
  }
}
