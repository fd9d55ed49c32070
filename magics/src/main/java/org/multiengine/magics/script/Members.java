package org.multiengine.magics.script;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.multiengine.client.MultiEngineClient;

/** The public methods of a client, and the names by which scripts can call them. */
final class Members {

  private static final String ASYNC = "Async";
  private static final Pattern UNDERSCORE = Pattern.compile("_+([a-zA-Z])");
  private static final Pattern CAPITAL = Pattern.compile("([A-Z])");

  /** Names of IPython that differ from Java's in more than their spelling. */
  private static final Map<String, String> ALIASES =
      Map.of("getIds", "ids", "getEngines", "ids", "pushFunction", "pushFunctions");

  /** Names that scripts can use in addition to the client's methods. */
  private static final List<String> ADDED =
      List.of("activate", "block", "get_ids", "push_function");

  private static final Set<String> METHODS = methods();

  private Members() {}

  private static Set<String> methods() {
    Set<String> names = new TreeSet<>();
    Arrays.stream(MultiEngineClient.class.getMethods())
        .filter(method -> method.getDeclaringClass() != Object.class)
        .filter(method -> !Modifier.isStatic(method.getModifiers()))
        .map(Method::getName)
        .forEach(names::add);
    return names;
  }

  /** Returns the Java name of a member that a script names in either spelling. */
  static String javaName(String name) {
    String camel =
        UNDERSCORE.matcher(name).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    return ALIASES.getOrDefault(camel, camel);
  }

  /** Returns whether the client has a method of this Java name. */
  static boolean isMember(String javaName) {
    return METHODS.contains(javaName);
  }

  /** Returns whether a method is the form of another one that returns a pending result. */
  static boolean isPending(String javaName) {
    return javaName.endsWith(ASYNC) && METHODS.contains(javaName);
  }

  /** Returns the Java name of the method of which a method is the pending form. */
  static String withoutAsync(String javaName) {
    return javaName.substring(0, javaName.length() - ASYNC.length());
  }

  /** Returns whether a method has a form that returns a pending result. */
  static boolean hasPending(String javaName) {
    return METHODS.contains(pending(javaName));
  }

  /** Returns the Java name of the form of a method that returns a pending result. */
  static String pending(String javaName) {
    return javaName + ASYNC;
  }

  /** Returns every name a script can call, except the pending forms: block stands for them. */
  static List<String> completions() {
    return Stream.concat(
            METHODS.stream()
                .filter(name -> !name.endsWith(ASYNC))
                .flatMap(name -> Stream.of(name, snake(name))),
            ADDED.stream())
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns the IPython spelling of a Java name. */
  static String snake(String javaName) {
    return CAPITAL.matcher(javaName).replaceAll("_$1").toLowerCase(Locale.ROOT);
  }
}
