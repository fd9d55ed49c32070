package org.multiengine.magics.console;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.error.NameError;
import org.multiengine.core.namespace.HasMembers;
import org.multiengine.magics.script.ScriptCalls;
import org.multiengine.magics.script.ScriptPending;
import org.multiengine.magics.text.NearNames;

/** The documentation of local names and their members: {@code mec?}, {@code mec.execute?}. */
final class Documentation {

  private static final int MAX_MEMBERS = 40;
  private static final int MAX_VALUE_CHARACTERS = 200;

  private final LocalNames names;

  Documentation(LocalNames names) {
    this.names = names;
  }

  /**
   * Returns the documentation of a name, or of a member after a dot.
   *
   * @throws NameError if there is no such name or member
   */
  String of(String subject) {
    int dot = subject.indexOf('.');
    String name = dot < 0 ? subject : subject.substring(0, dot);
    if (!names.isDefined(name)) {
      throw new NameError(
          "name " + name + " is not defined here" + NearNames.question(name, names.names()));
    }
    Object value = names.get(name);
    return dot < 0 ? ofValue(value) : ofMember(value, subject.substring(dot + 1));
  }

  private String ofValue(@Nullable Object value) {
    if (value == null) {
      return "Value:    null";
    }
    String shown = names.namespace().display(value);
    String text =
        shown.length() > MAX_VALUE_CHARACTERS
            ? shown.substring(0, MAX_VALUE_CHARACTERS) + "..."
            : shown;
    Class<?> type = documented(value);
    return "Type:     "
        + type.getName()
        + "\nValue:    "
        + text
        + docOf(type)
        + members(value, type);
  }

  private static String docOf(Class<?> type) {
    String doc = JavaDocs.of(type);
    return doc.isEmpty() ? "" : "\n\n" + doc;
  }

  private static String members(Object value, Class<?> type) {
    Stream<String> all =
        value instanceof HasMembers own
            ? own.completions().stream()
            : Arrays.stream(type.getMethods())
                .filter(method -> method.getDeclaringClass() != Object.class)
                .map(Method::getName)
                .distinct()
                .sorted();
    List<String> members = all.toList();
    String shown = members.stream().limit(MAX_MEMBERS).collect(Collectors.joining(", "));
    int more = members.size() - MAX_MEMBERS;
    return members.isEmpty()
        ? ""
        : "\n\nMembers:  " + shown + (more > 0 ? " and " + more + " more" : "");
  }

  private static String ofMember(@Nullable Object value, String member) {
    if (value == null) {
      throw new NameError("null has no " + member);
    }
    Class<?> type = documented(value);
    String java = camelCase(member);
    String found =
        methods(type, java)
            .map(method -> JavaDocs.signature(method) + JavaDocs.indented(method))
            .collect(Collectors.joining("\n\n"));
    if (found.isEmpty()) {
      Stream<String> known = Arrays.stream(type.getMethods()).map(Method::getName).distinct();
      throw new NameError(
          type.getSimpleName() + " has no " + member + NearNames.question(java, known.toList()));
    }
    return found;
  }

  private static Stream<Method> methods(Class<?> type, String name) {
    return Arrays.stream(type.getMethods())
        .filter(method -> method.getName().equals(name) && !method.isSynthetic())
        .filter(method -> !Modifier.isStatic(method.getModifiers()));
  }

  /** Returns the class that documents a value. For wrappers of scripts, it is the wrapped class. */
  private static Class<?> documented(Object value) {
    if (value instanceof ScriptCalls) {
      return MultiEngineClient.class;
    }
    return value instanceof ScriptPending ? PendingResult.class : value.getClass();
  }

  private static String camelCase(String name) {
    String[] words = name.split("_", -1);
    return Arrays.stream(words)
        .skip(1)
        .filter(word -> !word.isEmpty())
        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining("", words[0], ""));
  }
}
