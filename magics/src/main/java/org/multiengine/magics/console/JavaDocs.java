package org.multiengine.magics.console;

import com.github.therapi.runtimejavadoc.Comment;
import com.github.therapi.runtimejavadoc.CommentFormatter;
import com.github.therapi.runtimejavadoc.MethodJavadoc;
import com.github.therapi.runtimejavadoc.RuntimeJavadoc;
import com.github.therapi.runtimejavadoc.ThrowsJavadoc;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Doc comments of classes as plain text. The build keeps them in resources next to the classes. */
final class JavaDocs {

  private static final CommentFormatter FORMATTER = new CommentFormatter();
  private static final Pattern PARAGRAPH = Pattern.compile("\\s*<p>\\s*");
  private static final Pattern TAG = Pattern.compile("</?(code|pre|p|a|i|b|em|ul|ol|li)( [^>]*)?>");

  /** A link tag; its text is the linked name without the class. */
  private static final Pattern LINK = Pattern.compile("\\{@link [\\w.]*#?(?:\\w*) ?#?([^}]*)}");

  private static final Pattern BLANK_LINES = Pattern.compile("\n\\s*\n[\\s&&[^ ]]*");
  private static final String INDENT = "    ";

  private JavaDocs() {}

  /** Returns the comment of a class, or an empty text if none is kept. */
  static String of(Class<?> type) {
    return plain(RuntimeJavadoc.getJavadoc(type).getComment());
  }

  /** Returns the name, the parameters and the result type of a method as in its source. */
  static String signature(Method method) {
    String parameters =
        Arrays.stream(method.getParameters())
            .map(
                each ->
                    each.getType().getSimpleName()
                        + (each.isNamePresent() ? " " + each.getName() : ""))
            .collect(Collectors.joining(", "));
    return method.getName() + "(" + parameters + ") -> " + method.getReturnType().getSimpleName();
  }

  /** Returns the comment of a method with its errors as indented lines, or an empty text. */
  static String indented(Method method) {
    MethodJavadoc doc = nearest(method);
    String text = plain(doc.getComment());
    String errors = doc.getThrows().stream().map(JavaDocs::thrown).collect(Collectors.joining());
    String all = (text + errors).strip();
    return all.isEmpty() ? "" : "\n" + INDENT + all.replace("\n", "\n" + INDENT);
  }

  /** Returns the comment of a method, or of the nearest method that it overrides. */
  private static MethodJavadoc nearest(Method method) {
    return supertypes(method.getDeclaringClass())
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
        .filter(other -> other.getName().equals(method.getName()))
        .filter(other -> Arrays.equals(other.getParameterTypes(), method.getParameterTypes()))
        .map(RuntimeJavadoc::getJavadoc)
        .filter(doc -> !plain(doc.getComment()).isEmpty())
        .findFirst()
        .orElseGet(() -> RuntimeJavadoc.getJavadoc(method));
  }

  private static Stream<Class<?>> supertypes(@Nullable Class<?> type) {
    if (type == null) {
      return Stream.empty();
    }
    Stream<Class<?>> above =
        Stream.concat(
            supertypes(type.getSuperclass()),
            Arrays.stream(type.getInterfaces()).flatMap(JavaDocs::supertypes));
    return Stream.concat(Stream.of(type), above);
  }

  private static String thrown(ThrowsJavadoc error) {
    return "\nThrows " + error.getName() + " " + plain(error.getComment());
  }

  private static String plain(Comment comment) {
    String text = LINK.matcher(FORMATTER.format(comment)).replaceAll("$1");
    text = PARAGRAPH.matcher(text).replaceAll("\n\n");
    text = TAG.matcher(text).replaceAll("");
    return BLANK_LINES
        .matcher(text)
        .replaceAll("\n\n")
        .replace("\n ", "\n")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .strip();
  }
}
