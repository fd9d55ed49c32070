package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Children;

/**
 * Tests that the tour prints the results of IPython's manual, embedded and with engine processes.
 */
final class TourTest {

  /** The begin of an input or a remark. The result of the input before ends there. */
  private static final Pattern STEP = Pattern.compile("(?m)^(?=In \\[\\d+]: |# |== )");

  /** The line above each expected result, which is the manual's input. */
  private static final Pattern TITLE = Pattern.compile("(?m)^%%.*\n");

  private static final Pattern RESULT =
      Pattern.compile("In \\[\\d+]: [^\\n]*(?:\\n +\\.\\.\\.\\.: [^\\n]*)*\\n(.*)", Pattern.DOTALL);

  private static Run embedded;
  private static Run processes;

  private record Run(int status, String output, String errors) {}

  @BeforeAll
  static void runTours(@TempDir Path folder) throws IOException, InterruptedException {
    Path text = folder.resolve("text.txt");
    Files.writeString(text, resource("tour-words.txt"));
    embedded = run(folder, "embedded", "tour", text.toString());
    processes = run(folder, "processes", "tour", "--processes", "4", text.toString());
  }

  private static Run run(Path folder, String name, String... arguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve(name + ".out");
    Path errors = folder.resolve(name + ".err");
    Process tour =
        Children.java(Main.class.getName(), arguments)
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    int status = Children.awaitExit(tour);
    return new Run(status, Files.readString(output), Files.readString(errors));
  }

  private static String resource(String name) throws IOException {
    try (InputStream stream = TourTest.class.getResourceAsStream(name)) {
      assertThat(stream).as(name).isNotNull();
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void tour_embedded_endsWellAndQuietly() {
    assertThat(embedded.errors()).isEmpty();
    assertThat(embedded.status()).isZero();
  }

  @Test
  void tour_processes_printsTheSame() {
    assertThat(processes.errors()).isEmpty();
    assertThat(processes.status()).isZero();
    assertThat(processes.output()).isEqualTo(embedded.output());
  }

  @Test
  void tour_results_areThoseOfTheManual() throws IOException {
    List<String> results = results(embedded.output());

    int next = 0;
    for (String expected : TITLE.split(resource("tour-blocks.txt"), -1)) {
      if (!expected.isBlank()) {
        next = 1 + indexOf(expected.strip(), results.subList(next, results.size()), next);
      }
    }
    assertThat(next).isPositive();
  }

  @Test
  void tour_words_areCounted() {
    List<String> results = results(embedded.output());

    assertThat(results.get(results.size() - 1))
        .isEqualTo("    12  the\n     8  dog\n     4  fox\n     1  class\n     1  properties");
  }

  private static List<String> results(String output) {
    List<String> results = new ArrayList<>();
    for (String step : STEP.split(output, -1)) {
      Matcher result = RESULT.matcher(step);
      if (result.matches()) {
        results.add(result.group(1).replaceFirst("^Out\\[\\d+]:[ \\n]", "").stripTrailing());
      }
    }
    return results;
  }

  private static int indexOf(String expected, List<String> results, int offset) {
    Pattern pattern = pattern(expected);
    for (int i = 0; i < results.size(); i++) {
      if (pattern.matcher(results.get(i)).matches()) {
        return offset + i;
      }
    }
    throw new AssertionError(
        "the tour does not show\n" + expected + "\nbut\n" + String.join("\n%%\n", results));
  }

  /**
   * Returns the pattern of an expected result, in which {@code <*>} stands for a part of a line and
   * {@code <**>} for any lines.
   */
  private static Pattern pattern(String expected) {
    String regex =
        Pattern.quote(expected).replace("<**>", "\\E(?s:.*)\\Q").replace("<*>", "\\E[^\\n]*\\Q");
    return Pattern.compile(regex);
  }
}
