package org.multiengine.magics.script;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.Targets;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.partition.Distribution;

/** Conversions of the values that scripts give into those that the client takes. */
final class Conversions {

  private Conversions() {}

  /**
   * Reads targets: a number, a list of numbers, or a text that {@link Targets#parse} reads. A set
   * has no order of its own and is refused (reference, 2.1).
   *
   * @throws InvalidEngineID if a list has an element that is not a number
   * @throws IllegalArgumentException if the value is none of these
   */
  static Targets targets(@Nullable Object value) {
    if (value instanceof Targets targets) {
      return targets;
    }
    if (value instanceof CharSequence text) {
      return Targets.parse(text.toString());
    }
    if (value instanceof Collection<?> items && !(value instanceof Set)) {
      return Targets.of(items.stream().map(Conversions::engine).toList());
    }
    if (value instanceof int[] ids) {
      return Targets.of(ids);
    }
    if (value instanceof Object[] items) {
      return targets(Arrays.asList(items));
    }
    if (value instanceof EngineId || isWhole(value)) {
      return Targets.of(engine(value));
    }
    throw new IllegalArgumentException(
        "targets must be a number, a list of numbers or a string such as 'all', '0,2' or '::2'; not"
            + " "
            + shown(value));
  }

  private static int engine(@Nullable Object value) {
    if (value instanceof EngineId id) {
      return id.value();
    }
    if (value instanceof Number number && isWhole(value)) {
      return number.intValue();
    }
    throw new InvalidEngineID("Engine with id " + shown(value) + " is not registered");
  }

  private static boolean isWhole(@Nullable Object value) {
    return value instanceof Integer || value instanceof Long || value instanceof Short;
  }

  /** Reads the option block: true or false, or 1 or 0. */
  static boolean block(@Nullable Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Integer number && (number == 0 || number == 1)) {
      return number == 1;
    }
    throw new IllegalArgumentException("block must be true or false; not " + shown(value));
  }

  /** Reads true or false. */
  static @Nullable Object flag(@Nullable Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    throw new IllegalArgumentException("true or false is expected; not " + shown(value));
  }

  /** Reads a distribution: {@code b} or {@code r}, as in IPython. */
  static @Nullable Object distribution(@Nullable Object value) {
    if (value instanceof Distribution) {
      return value;
    }
    String text = String.valueOf(value);
    return switch (text) {
      case "b" -> Distribution.BLOCK;
      case "r" -> Distribution.ROUND_ROBIN;
      default ->
          throw new IllegalArgumentException(
              "dist must be 'b' for contiguous blocks or 'r' for round robin; not " + shown(value));
    };
  }

  /** Reads a text. */
  static @Nullable Object text(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return text.toString();
    }
    throw new IllegalArgumentException("a string is expected; not " + shown(value));
  }

  /** Reads one name from a text, or several from a collection or an array of texts. */
  static @Nullable Object nameOrNames(@Nullable Object value) {
    return value instanceof CharSequence text ? text.toString() : names(value);
  }

  /** Reads names: a text, or a collection or an array of texts. */
  static @Nullable Object names(@Nullable Object value) {
    if (value instanceof CharSequence text) {
      return List.of(text.toString());
    }
    if (value instanceof Object[] items) {
      return names(Arrays.asList(items));
    }
    if (value instanceof Collection<?> items) {
      List<String> names = new ArrayList<>();
      items.forEach(item -> names.add((String) text(item)));
      return names;
    }
    throw new IllegalArgumentException(
        "a name or a list of names is expected; not " + shown(value));
  }

  /** Reads names, or null for all names. */
  static @Nullable Object namesOrAll(@Nullable Object value) {
    return value == null ? null : names(value);
  }

  /** Reads a whole number. */
  static @Nullable Object whole(@Nullable Object value) {
    if (isWhole(value) && value instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalArgumentException("a whole number is expected; not " + shown(value));
  }

  /** Reads the path of a file. */
  static @Nullable Object file(@Nullable Object value) {
    if (value instanceof File file) {
      return file.toPath();
    }
    return value instanceof Path ? value : Path.of(String.valueOf(text(value)));
  }

  /** Reads a map. Its keys can be of any type, such as Groovy strings with embedded values. */
  static @Nullable Object map(@Nullable Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException(
          "a map is expected, as in mec.push(a: 1, b: 2); not " + shown(value));
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    map.forEach((key, each) -> named.put(String.valueOf(key), each));
    return named;
  }

  /** Reads a list of sequences. */
  static @Nullable Object sequences(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    if (value instanceof Object[] items) {
      return Arrays.asList(items);
    }
    throw new IllegalArgumentException("sequences must be a list of sequences");
  }

  /** Reads a function without parameters. */
  static @Nullable Object callable(@Nullable Object value) {
    if (value == null || value instanceof RemoteCallable || value instanceof RemoteSupplier) {
      return value;
    }
    return DefaultGroovyMethods.asType(value, RemoteCallable.class);
  }

  /** Returns a value unchanged. */
  static @Nullable Object any(@Nullable Object value) {
    return value;
  }

  /** Returns a value as text for an error message. */
  static String shown(@Nullable Object value) {
    return value instanceof CharSequence ? "'" + value + "'" : String.valueOf(value);
  }
}
