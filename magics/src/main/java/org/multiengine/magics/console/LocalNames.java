package org.multiengine.magics.console;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.NameError;
import org.multiengine.core.namespace.Evaluation;
import org.multiengine.core.namespace.Namespace;
import org.multiengine.core.namespace.ScriptError;

/**
 * The names of this side of the prompt, with those it makes itself: {@code In} and {@code Out} by
 * number, {@code _}, {@code __} and {@code ___} for the last values.
 */
final class LocalNames implements AutoCloseable {

  private static final String[] LAST = {"_", "__", "___"};

  /** What users name without a package: errors to catch, clients and clusters to make. */
  private static final String IMPORTS =
      "import org.multiengine.core.*\nimport org.multiengine.client.*\n0";

  private final Namespace namespace;
  private final ConsoleSettings settings;
  private final Map<String, Object> given = new LinkedHashMap<>();
  private final Map<Integer, String> inputs = new LinkedHashMap<>();
  private final Map<Integer, Object> outputs = new LinkedHashMap<>();

  LocalNames(Namespace namespace, ConsoleSettings settings) {
    this.namespace = namespace;
    this.settings = settings;
    bindOwn();
  }

  private void bindOwn() {
    namespace.put("In", Collections.unmodifiableMap(inputs));
    namespace.put("Out", Collections.unmodifiableMap(outputs));
  }

  /** Binds a name that stays when all others are removed. */
  void give(String name, Object value) {
    given.put(name, value);
    namespace.put(name, value);
  }

  void put(String name, @Nullable Object value) {
    namespace.put(name, value);
  }

  /** Returns the value of a name, or null if there is none. */
  @Nullable Object get(String name) {
    try {
      return namespace.get(name);
    } catch (NameError absent) {
      return null;
    }
  }

  boolean isDefined(String name) {
    return namespace.names().contains(name);
  }

  List<String> names() {
    return namespace.names();
  }

  Namespace namespace() {
    return namespace;
  }

  void rememberInput(int number, String text) {
    inputs.put(number, text);
    dropOldest(inputs, settings.maxInputs());
  }

  /** Returns what was typed, oldest first; those no longer kept are empty. */
  List<String> inputs(int count) {
    List<String> all = new ArrayList<>();
    for (int number = 1; number <= count; number++) {
      all.add(inputs.getOrDefault(number, ""));
    }
    return all;
  }

  void rememberOutput(int number, Object value) {
    outputs.put(number, value);
    dropOldest(outputs, settings.maxOutputs());
    for (int i = LAST.length - 1; i > 0; i--) {
      namespace.put(LAST[i], get(LAST[i - 1]));
    }
    namespace.put(LAST[0], value);
  }

  private static void dropOldest(Map<Integer, ?> map, int most) {
    var oldest = map.keySet().iterator();
    while (map.size() > most && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  Evaluation evaluate(String text, int number) throws ScriptError {
    return namespace.evaluate(text, "In [" + number + "]");
  }

  /** Imports what users name without a package; compiles the first script of a JVM, too. */
  void prepare() {
    try {
      namespace.evaluate(IMPORTS, "In [0]");
    } catch (ScriptError e) {
      throw new IllegalStateException("the console's own first script has failed", e);
    }
  }

  /** Removes all names but those that were given; functions and imports of users go, too. */
  void reset() {
    namespace.reset();
    outputs.clear();
    bindOwn();
    given.forEach(namespace::put);
    prepare();
  }

  @Override
  public void close() {
    namespace.close();
  }
}
