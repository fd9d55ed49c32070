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
 * The local names of the console. The console itself defines {@code In} and {@code Out}, which hold
 * inputs and values by number, and {@code _}, {@code __} and {@code ___} for the last three values.
 */
final class LocalNames implements AutoCloseable {

  private static final String[] LAST_VALUES = {"_", "__", "___"};

  /** Imports that let users name errors, clients and clusters without a package. */
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

  /** Binds a name that {@link #reset()} does not remove. */
  void give(String name, Object value) {
    given.put(name, value);
    namespace.put(name, value);
  }

  void put(String name, @Nullable Object value) {
    namespace.put(name, value);
  }

  /** Returns the value of a name, or null if the name is not defined. */
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

  /** Returns the first inputs, oldest first. Inputs that are no longer kept are empty. */
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
    for (int i = LAST_VALUES.length - 1; i > 0; i--) {
      namespace.put(LAST_VALUES[i], get(LAST_VALUES[i - 1]));
    }
    namespace.put(LAST_VALUES[0], value);
  }

  private static void dropOldest(Map<Integer, ?> map, int limit) {
    var oldest = map.keySet().iterator();
    while (map.size() > limit && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }

  Evaluation evaluate(String text, int number) throws ScriptError {
    return namespace.evaluate(text, "In [" + number + "]");
  }

  /** Evaluates the imports. This also compiles the first script of a JVM, which takes a second. */
  void prepare() {
    try {
      namespace.evaluate(IMPORTS, "In [0]");
    } catch (ScriptError e) {
      throw new IllegalStateException("the imports of the console failed", e);
    }
  }

  /** Removes all names except those that were given, and the users' functions and imports. */
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
