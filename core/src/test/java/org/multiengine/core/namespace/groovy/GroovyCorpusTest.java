package org.multiengine.core.namespace.groovy;

import static org.assertj.core.api.Assertions.assertThat;

import groovy.lang.Binding;
import groovy.lang.GroovyShell;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.codehaus.groovy.control.CompilationFailedException;
import org.codehaus.groovy.runtime.FormatHelper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.StandardStreams;

/**
 * Runs a corpus of texts through plain Groovy and through an engine's namespace, and compares the
 * value, the output and the class of the error. A line of the corpus is a text; {@code ↵} stands
 * for the end of a line, and {@code ¦} for one at which the text can also be cut into several.
 */
final class GroovyCorpusTest {

  private static final String LINE = "↵";
  private static final String CUT = "¦";

  /** Error names that differ on purpose: plain Groovy's, and that of an engine. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "MissingPropertyException", "NameError",
          "MissingMethodException", "NameError",
          "MultipleCompilationErrorsException", "SyntaxError");

  /** Texts whose difference is intended; the guide lists the reasons. */
  private static final Map<String, String> INTENDED =
      Map.of(
          "def print(x) { 'never' }↵print('a')",
          "Groovy refuses a function print that returns a value; an engine accepts it");

  private record Ran(String value, String output, String error) {}

  /** Keeps what is printed to standard output. */
  private record Recorder(ByteArrayOutputStream output) implements StandardStreams.Sink {

    @Override
    public void out(byte[] bytes, int offset, int length) {
      output.write(bytes, offset, length);
    }

    @Override
    public void err(byte[] bytes, int offset, int length) {}
  }

  @AfterEach
  void restore() {
    StandardStreams.attach(null);
  }

  private static List<String> corpus() {
    try (InputStream file =
        Objects.requireNonNull(GroovyCorpusTest.class.getResourceAsStream("/groovy-corpus.txt"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Ran plain(String text) {
    var output = new ByteArrayOutputStream();
    PrintStream before = System.out;
    var stream = new PrintStream(output, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    try {
      var shell = new GroovyShell(GroovyCorpusTest.class.getClassLoader(), new Binding());
      return ran(() -> shell.evaluate(text, "Plain.groovy"), output);
    } finally {
      System.setOut(before);
    }
  }

  private static Ran onEngine(List<String> texts) {
    var output = new ByteArrayOutputStream();
    StandardStreams.attach(new Recorder(output));
    try (var session = new Session()) {
      return ran(
          () -> {
            Object value = null;
            for (String text : texts) {
              value = session.run(text);
            }
            return value;
          },
          output);
    } finally {
      StandardStreams.attach(null);
    }
  }

  private static Ran ran(Callable<@Nullable Object> run, ByteArrayOutputStream output) {
    String value = "";
    String error = "";
    try {
      value = FormatHelper.inspect(run.call());
    } catch (ScriptError e) {
      error = e.errorName();
    } catch (CompilationFailedException e) {
      error = "MultipleCompilationErrorsException";
    } catch (Throwable e) {
      error = e.getClass().getSimpleName();
    }
    return new Ran(value, output.toString(StandardCharsets.UTF_8), error);
  }

  private static String difference(Ran plain, Ran engine) {
    boolean sameError =
        plain.error().equals(engine.error())
            || engine.error().equals(RENAMED.getOrDefault(plain.error(), ""))
            || plain.error().startsWith(engine.error() + "NoStack");
    boolean same =
        sameError
            && plain.output().equals(engine.output())
            && (plain.value().equals(engine.value()) || isIdentity(plain.value()));
    return same ? "" : "plain " + plain + ", engine " + engine;
  }

  /** Returns whether a text holds the identity of an object, which is different each time. */
  private static boolean isIdentity(String value) {
    return value.matches("(?s).*@[0-9a-f]{4,}.*");
  }

  @Test
  void corpus_inOneTextAndInSeveral_isAsInPlainGroovy() {
    Map<String, String> differences = new TreeMap<>();
    for (String line : corpus()) {
      if (INTENDED.containsKey(line)) {
        continue;
      }
      String text = line.replace(LINE, "\n");
      Ran plain = plain(text.replace(CUT, "\n"));
      List<List<String>> ways = new ArrayList<>();
      ways.add(List.of(text.replace(CUT, "\n")));
      if (text.contains(CUT)) {
        ways.add(List.of(text.split(CUT)));
      }
      for (List<String> way : ways) {
        String difference = difference(plain, onEngine(way));
        if (!difference.isEmpty()) {
          differences.put(line + " in " + way.size(), difference);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  @Test
  void corpus_isLarge() {
    assertThat(corpus()).hasSizeGreaterThan(250).doesNotHaveDuplicates();
  }

  @Test
  void text_withAPackage_afterAClass_runs() throws Exception {
    try (var session = new Session()) {
      session.run("class Before { }");

      assertThat(session.run("package x.y\n1 + 1")).isEqualTo(2);
    }
  }
}
