package org.multiengine.test.support.terminal;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.util.diff.DiffUtils;

/**
 * Compares what a program showed with a file in {@code src/test/resources/org/multiengine/test}.
 *
 * <p>The files are maintained by a command: it writes what the programs show now into the files, to
 * be looked at by {@code git diff} before it is committed.
 *
 * <pre>{@code
 * mvn verify -pl src-test -am -Dupdate.expected -Dtest=TerminalSessionTest -Dsurefire.failIfNoSpecifiedTests=false
 * }</pre>
 *
 * <p>What differs from run to run stands in the files as {@code <time>}, {@code <duration>}, {@code
 * <pid>}, {@code <port>}, {@code <address>} and {@code <hash>}.
 */
public final class Transcripts {

  private static final String UPDATE = "update.expected";

  private static final String RENEW =
      "; this renews the documentation, look at git diff afterwards:\n"
          + "mvn verify -pl src-test -am -Dupdate.expected -Dtest='Guide*Test'"
          + " -Dsurefire.failIfNoSpecifiedTests=false";

  private static final String NUMBER_AND_UNIT =
      "\\d+(?:[.,]\\d+)? ?(?:ns|us|µs|ms|s|seconds?|min|minutes?|h|hours?)\\b";

  private static final Map<Pattern, String> VOLATILE = volatileParts();

  private Transcripts() {}

  private static Map<Pattern, String> volatileParts() {
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put(
        "\\b\\d{4}-\\d\\d-\\d\\d[T"
            + " ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d+)?)?(?:Z|[+-]\\d\\d:?\\d\\d)?",
        "<time>");
    parts.put("\\b\\d{1,2}:\\d\\d:\\d\\d(?:[.,]\\d+)?\\b", "<time>");
    parts.put("\\b" + NUMBER_AND_UNIT + "(?: " + NUMBER_AND_UNIT + ")*", "<duration>");
    parts.put("(?i)(\\b(?:pid|process)\\b[ =:\"]+)\\d+", "$1<pid>");
    parts.put("((?:\\b\\d{1,3}(?:\\.\\d{1,3}){3}|\\blocalhost):)\\d+", "$1<port>");
    parts.put("\\b0x[0-9a-fA-F]+", "<address>");
    parts.put("(?<=[\\w>\\])])@[0-9a-f]{4,8}\\b", "@<hash>");
    Map<Pattern, String> compiled = new LinkedHashMap<>();
    parts.forEach((regex, replacement) -> compiled.put(Pattern.compile(regex), replacement));
    return compiled;
  }

  /**
   * Returns a text with placeholders for everything that differs from run to run: times, durations,
   * process ids, ports, addresses in memory and identity hashes. Blanks at the ends of lines, empty
   * lines at the end, and the times of slow calls are removed.
   */
  public static String normalize(String text) {
    String normal = text;
    for (Map.Entry<Pattern, String> part : VOLATILE.entrySet()) {
      normal = part.getKey().matcher(normal).replaceAll(part.getValue());
    }
    return normal
        .lines()
        .map(String::stripTrailing)
        .filter(line -> !line.equals("took <duration>")) // shown after slow calls
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  /**
   * Fails with the lines that differ unless a normalized text is that of the expected file. If the
   * system property {@code update.expected} is set, writes it there.
   */
  public static void assertMatches(String expectedResource, String actual) throws IOException {
    Path file = folder().resolve(expectedResource);
    if (System.getProperty(UPDATE) == null) {
      compare(file, actual);
    } else {
      update(file, actual);
    }
  }

  /**
   * Fails with the lines that differ unless a file has the expected text. If the system property
   * {@code update.expected} is set, writes the text into the file.
   */
  public static void assertFile(Path file, String text, String ought) throws IOException {
    if (text.equals(ought)) {
      return;
    }
    if (System.getProperty(UPDATE) != null) {
      Files.writeString(file, ought);
      return;
    }
    throw new AssertionError(
        file.getFileName()
            + " is not what it ought to be"
            + RENEW
            + "\n"
            + DiffUtils.generateUnifiedDiff(
                    "is",
                    "ought to be",
                    text.lines().toList(),
                    DiffUtils.diff(text.lines().toList(), ought.lines().toList()),
                    3)
                .stream()
                .collect(Collectors.joining("\n")));
  }

  static void update(Path file, String actual) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, normalize(actual) + "\n");
  }

  static void compare(Path file, String actual) throws IOException {
    String command = "; set the system property " + UPDATE + " to write it";
    if (!Files.exists(file)) {
      throw new AssertionError("there is no file " + file + command);
    }
    String expected = normalize(Files.readString(file));
    String normal = normalize(actual);
    if (!normal.equals(expected)) {
      throw new AssertionError(
          "not what " + file.getFileName() + " expects" + command + ":\n" + diff(expected, normal));
    }
  }

  private static String diff(String expected, String actual) {
    List<String> lines = expected.lines().toList();
    var patch = DiffUtils.diff(lines, actual.lines().toList());
    return String.join("\n", DiffUtils.generateUnifiedDiff("expected", "actual", lines, patch, 3));
  }

  /**
   * Returns the folder of the expected files, found from that of the classes, because the working
   * folder differs between Maven and an IDE.
   */
  private static Path folder() {
    try {
      Path classes =
          Path.of(Transcripts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolve("../../src/test/resources/org/multiengine/test").normalize();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
