package org.multiengine.core.namespace.groovy;

import groovy.lang.Closure;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.codehaus.groovy.runtime.DefaultGroovyMethods;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.HasMembers;

/**
 * Completes a text that is being typed. A path of names before the last dot is followed without
 * running code: from values to the entries of maps, and otherwise from a type to the return types
 * of its getters.
 */
final class Completions {

  /** The number of entries of a map to examine. */
  private static final int MAX_MAP_ENTRIES = 1_000;

  private static final Pattern PATH = Pattern.compile("(?:^|[^\\w.$])((?:[\\w$]+\\.)*)([\\w$]*)$");

  /** The end of a text after a string literal and a dot. Any string then serves as the example. */
  private static final Pattern QUOTED = Pattern.compile("(?:'[^']*'|\"[^\"]*\")\\.([\\w$]*)$");

  private static final List<String> KEYWORDS =
      List.of(
          "assert",
          "catch",
          "class",
          "else",
          "false",
          "finally",
          "for",
          "if",
          "import",
          "instanceof",
          "new",
          "null",
          "print",
          "println",
          "return",
          "sleep",
          "switch",
          "throw",
          "true",
          "try",
          "while");

  /** The target of a path: a value, or only its type. */
  private record Place(@Nullable Object value, Class<?> type) {

    static @Nullable Place of(@Nullable Object value) {
      return value == null ? null : new Place(value, value.getClass());
    }
  }

  private Completions() {}

  /**
   * Returns the possible completions of the last word of a text.
   *
   * @param text the text up to the cursor
   * @param names the values of the namespace by name
   */
  static List<String> of(String text, Map<String, @Nullable Object> names) {
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.find()) {
      return beginning(quoted.group(1), members(new Place("", String.class)));
    }
    Matcher path = PATH.matcher(text);
    if (!path.find()) {
      return List.of();
    }
    if (path.group(1).isEmpty()) {
      Collection<String> known = new TreeSet<>(KEYWORDS);
      known.addAll(names.keySet());
      return beginning(path.group(2), known);
    }
    Place place = follow(path.group(1).split("\\."), names);
    return place == null ? List.of() : beginning(path.group(2), members(place));
  }

  private static List<String> beginning(String word, Collection<String> known) {
    return known.stream().filter(name -> name.startsWith(word)).distinct().sorted().toList();
  }

  private static @Nullable Place follow(String[] path, Map<String, @Nullable Object> names) {
    Place place = Place.of(names.get(path[0]));
    for (int i = 1; i < path.length && place != null; i++) {
      place = step(place, path[i]);
    }
    return place;
  }

  private static @Nullable Place step(Place place, String name) {
    if (place.value() instanceof Map<?, ?> map) {
      // A get from a map with defaults would run code of the user.
      return map.containsKey(name) ? Place.of(map.get(name)) : null;
    }
    return Arrays.stream(place.type().getMethods())
        .filter(method -> name.equals(propertyOf(method)))
        .findFirst()
        .map(getter -> new Place(null, getter.getReturnType()))
        .orElse(null);
  }

  private static Collection<String> members(Place place) {
    if (place.value() instanceof HasMembers own) {
      return own.completions();
    }
    Collection<String> members = new TreeSet<>();
    if (place.value() instanceof Class<?> type) {
      addStatic(type, members);
    }
    if (place.value() instanceof Map<?, ?> map) {
      map.keySet().stream().limit(MAX_MAP_ENTRIES).forEach(key -> addName(key, members));
    }
    addOwn(place.type(), members);
    addOfGroovy(place.type(), members);
    return members;
  }

  private static void addName(@Nullable Object key, Collection<String> members) {
    if (key instanceof CharSequence text && text.toString().matches("[A-Za-z_$][\\w$]*")) {
      members.add(text.toString());
    }
  }

  private static void addStatic(Class<?> type, Collection<String> members) {
    Arrays.stream(type.getMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()))
        .forEach(method -> members.add(method.getName()));
    Arrays.stream(type.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .forEach(field -> members.add(field.getName()));
  }

  private static void addOwn(Class<?> type, Collection<String> members) {
    if (type.isArray()) {
      members.add("length");
    }
    for (Method method : type.getMethods()) {
      String property = propertyOf(method);
      boolean ofUsers = method.getDeclaringClass() != Object.class && !method.isSynthetic();
      if (ofUsers && !Modifier.isStatic(method.getModifiers())) {
        members.add(method.getName());
        if (property != null) {
          members.add(property);
        }
      }
    }
  }

  /**
   * Adds Groovy's own methods for a type. They are static methods whose first parameter is the
   * type.
   */
  private static void addOfGroovy(Class<?> type, Collection<String> members) {
    for (Method method : DefaultGroovyMethods.class.getMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      boolean general = parameters.length == 0 || parameters[0] == Object.class;
      if (!general && parameters[0].isAssignableFrom(type) && parameters[0] != Closure.class) {
        members.add(method.getName());
      }
    }
  }

  private static @Nullable String propertyOf(Method method) {
    String name = method.getName();
    boolean plain = method.getParameterCount() == 0 && method.getReturnType() != void.class;
    if (!plain || method.getDeclaringClass() == Object.class) {
      return null;
    }
    if (name.startsWith("get") && name.length() > 3) {
      return decapitalized(name.substring(3));
    }
    boolean flag = method.getReturnType() == boolean.class && name.startsWith("is");
    return flag && name.length() > 2 ? decapitalized(name.substring(2)) : null;
  }

  private static String decapitalized(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
