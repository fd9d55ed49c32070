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

/** The doc comments that the build has kept beside our classes, as plain text. */
final class JavaDocs {

  private static final CommentFormatter FORMATTER = new CommentFormatter();
  private static final Pattern PARAGRAPH = Pattern.compile("\\s*<p>\\s*");
  private static final Pattern TAG = Pattern.compile("</?(code|pre|p|a|i|b|em|ul|ol|li)( [^>]*)?>");

  /** A link is shown as the name it links to, without its class. */
  private static final Pattern LINK = Pattern.compile("\\{@link [\\w.]*#?(?:\\w*) ?#?([^}]*)}");

  private static final Pattern BLANK_LINES = Pattern.compile("\n\\s*\n[\\s&&[^ ]]*");
  private static final String INDENT = "    ";

  private JavaDocs() {}

  /** Returns the comment of a class; empty if none is kept. */
  static String of(Class<?> type) {
    return plain(RuntimeJavadoc.getJavadoc(type).getComment());
  }

  /** Returns a method's name, parameters and result as in its source. */
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

  /** Returns a method's comment with its errors, on lines of its own; empty if none is kept. */
  static String indented(Method method) {
    MethodJavadoc doc = nearest(method);
    String text = plain(doc.getComment());
    String errors = doc.getThrows().stream().map(JavaDocs::thrown).collect(Collectors.joining());
    String all = (text + errors).strip();
    return all.isEmpty() ? "" : "\n" + INDENT + all.replace("\n", "\n" + INDENT);
  }

  /** A method without a comment of its own has that of the one it implements. */
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
