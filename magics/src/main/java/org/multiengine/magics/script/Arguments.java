package org.multiengine.magics.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.text.NearNames;

/**
 * The arguments of a script's call: values in order, options by name. Groovy passes named arguments
 * as a map before the values. A method that takes a map itself, such as push, gets two maps if the
 * script gives both. If it gets only one, {@code targets} and {@code block} in it are options when
 * the map has other names too, and names like all others when it has not.
 *
 * @param method the method, as the script calls it
 * @param values the values in order
 * @param options the named arguments
 */
record Arguments(
    String method, List<@Nullable Object> values, Map<String, @Nullable Object> options) {

  static final String TARGETS = "targets";
  static final String BLOCK = "block";

  /** Separates options from values in the arguments of a call. */
  static Arguments of(String method, @Nullable Object[] given, Signature signature) {
    List<@Nullable Object> values = new ArrayList<>(Arrays.asList(given));
    Map<String, @Nullable Object> options = new LinkedHashMap<>();
    boolean ownMap = signature.takesMap();
    if (ownMap && values.size() == 1 && values.get(0) instanceof Map<?, ?> only) {
      values.set(0, withoutOptions(only, options));
    } else if (!values.isEmpty() && values.get(0) instanceof Map<?, ?> named) {
      boolean second = values.size() > 1 && values.get(1) instanceof Map;
      if (!ownMap || second) {
        named.forEach((name, value) -> options.put(String.valueOf(name), value));
        values.remove(0);
      }
    }
    return new Arguments(method, values, options);
  }

  /** Moves targets and block from a map to the options, unless the map has no other names. */
  private static Map<Object, @Nullable Object> withoutOptions(
      Map<?, ?> map, Map<String, @Nullable Object> options) {
    Map<Object, @Nullable Object> rest = new LinkedHashMap<>(map);
    rest.remove(TARGETS);
    rest.remove(BLOCK);
    if (rest.isEmpty()) {
      return new LinkedHashMap<>(map);
    }
    for (String option : List.of(TARGETS, BLOCK)) {
      if (map.containsKey(option)) {
        options.put(option, map.get(option));
      }
    }
    return rest;
  }

  /**
   * Returns the values of a method's parameters in their order, without optional ones not given.
   */
  List<@Nullable Object> bind(Signature signature) {
    requireKnown(signature.names());
    if (signature.open()) {
      return values;
    }
    int most = signature.parameters().size();
    if (values.size() > most + 2) {
      throw misfit(signature, "it got " + values.size() + " values");
    }
    takeTrailing(most, TARGETS);
    takeTrailing(most + 1, BLOCK);
    List<@Nullable Object> bound = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      bind(signature, i, bound);
    }
    return bound;
  }

  /** Reads targets or block from a value after the method's own parameters (reference, 2). */
  private void takeTrailing(int position, String option) {
    if (values.size() > position && !options.containsKey(option)) {
      options.put(option, values.get(position));
    }
  }

  /** Adds the value of one parameter, if it has one. */
  private void bind(Signature signature, int index, List<@Nullable Object> bound) {
    Signature.Parameter parameter = signature.parameters().get(index);
    String name = parameter.name();
    boolean byName = options.containsKey(name) && !name.equals(TARGETS);
    if (byName && index < values.size()) {
      throw misfit(signature, name + " is given twice");
    }
    if (byName || index < values.size()) {
      bound.add(converted(parameter, byName ? options.get(name) : values.get(index)));
    } else if (parameter.presence() == Signature.Presence.DEFAULTED) {
      bound.add(parameter.fallback());
    } else if (parameter.presence() == Signature.Presence.REQUIRED) {
      throw misfit(signature, name + " is missing");
    }
  }

  private @Nullable Object converted(Signature.Parameter parameter, @Nullable Object value) {
    try {
      return parameter.conversion().apply(value);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          method + ", " + parameter.name() + ": " + e.getMessage(), e);
    }
  }

  private IllegalArgumentException misfit(Signature signature, String what) {
    List<String> names = new ArrayList<>(signature.names());
    names.addAll(List.of(TARGETS, BLOCK));
    return new IllegalArgumentException(
        method + " takes " + String.join(", ", names) + "; " + what);
  }

  /** Refuses options that a method does not have. Every method has targets and block. */
  private void requireKnown(List<String> names) {
    List<String> known = new ArrayList<>(names);
    known.addAll(List.of(TARGETS, BLOCK));
    requireOnly(known);
  }

  /** Refuses all options but these. */
  void requireOnly(List<String> known) {
    for (String option : options.keySet()) {
      if (!known.contains(option)) {
        String all = String.join(", ", known);
        String hint = NearNames.question(option, known);
        throw new IllegalArgumentException(
            method + " has no option " + option + hint + " (it takes " + all + ")");
      }
    }
  }
}
