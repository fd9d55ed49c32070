package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.Magic;
import org.multiengine.magics.Shell;
import org.multiengine.magics.console.input.Input;
import picocli.CommandLine.Command;

/** Whole sessions whose inputs are piped in. */
final class ConsoleTest extends ClusterOfConsole {

  private final Path folder;

  ConsoleTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static PipedConsole.Ended run(String... lines) {
    return PipedConsole.run(file -> cluster().connect(), lines);
  }

  @Test
  void run_scripts_showValuesByTheirNumbers() {
    PipedConsole.Ended ended = run("a = 5", "a * 2", "", "'x\\ny'", "null", "_", "Out[2] + In[1]");

    assertThat(ended.shown())
        .isEqualTo("Out[2]: 10\nOut[3]: 'x\\ny'\nOut[5]: 'x\\ny'\nOut[6]: '10a = 5'\n");
    assertThat(ended.status()).isZero();
  }

  @Test
  void run_printed_isShownInOrder() {
    assertThat(run("println 'one'", "2", "print 'three'").shown())
        .isEqualTo("one\nOut[2]: 2\nthree");
  }

  @Test
  void run_severalLines_areOneInput() {
    assertThat(run("def twice(x) {", "  2 * x", "}", "[twice(4),", " twice(5)]").shown())
        .isEqualTo("Out[2]: [8, 10]\n");
  }

  @Test
  void run_error_isStatusOneAndGoesOn() {
    PipedConsole.Ended ended = run("1 / 0", "5");

    assertThat(ended.shown())
        .startsWith("-".repeat(75) + "\nArithmeticException ")
        .contains("In [1] in <module>()\n----> 1 1 / 0\n\nArithmeticException: Division by zero\n")
        .endsWith("Out[2]: 5\n");
    assertThat(ended.status()).isOne();
  }

  @Test
  void run_openBlockAtTheEnd_isASyntaxError() {
    PipedConsole.Ended ended = run("a = 1", "for (i in 1..3) {");

    assertThat(ended.shown()).contains("SyntaxError");
    assertThat(ended.status()).isOne();
  }

  @Test
  void run_exit_stopsReading() {
    assertThat(run("1", "exit", "2").shown()).isEqualTo("Out[1]: 1\n");
    assertThat(run("1", "quit()", "2").shown()).isEqualTo("Out[1]: 1\n");
  }

  @Test
  void run_load_isRefused() throws Exception {
    Path file = Files.writeString(folder.resolve("job.groovy"), "1 + 1");

    PipedConsole.Ended ended = run("%load " + file);

    assertThat(ended.shown()).contains("the input is piped; use %run");
    assertThat(ended.status()).isOne();
  }

  @Test
  void run_file_showsItsValue() throws Exception {
    Path file = Files.writeString(folder.resolve("job.groovy"), "x = 20\nx + 1\n");

    assertThat(run("%run " + file, "x").shown()).isEqualTo("Out[1]: 21\nOut[2]: 20\n");
  }

  @Test
  void run_fileThatFails_isStatusOne() throws Exception {
    Path file = Files.writeString(folder.resolve("job.groovy"), "1 / 0");

    assertThat(run("%run " + file).status()).isOne();
  }

  @Test
  void run_unknownMagic_suggests() {
    PipedConsole.Ended ended = run("%pxx a = 1", "5");

    assertThat(ended.shown())
        .startsWith("UsageError: there is no magic %pxx; did you mean px")
        .endsWith("Out[2]: 5\n");
    assertThat(ended.status()).isOne();
  }

  @Test
  void run_valueWithoutAText_isAnError() {
    PipedConsole.Ended ended =
        run(
            "class Bad { String toString() { throw new RuntimeException('oh') } }",
            "new Bad()",
            "5");

    assertThat(ended.shown()).endsWith("Out[3]: 5\n");
  }

  /** A user's magic that fails as it should not. */
  @Command(name = "faulty")
  public static final class Faulty implements Magic {
    @Override
    public void run(Shell shell, Input input) {
      throw new UnsupportedOperationException("not built yet");
    }
  }

  @Test
  void run_magicThrowsAnything_isAnErrorAndGoesOn() throws Exception {
    PipedConsole.Ended ended = withMagic(Faulty.class, () -> run("%faulty", "5"));

    assertThat(ended.shown())
        .isEqualTo("UnsupportedOperationException: not built yet\nOut[2]: 5\n");
    assertThat(ended.status()).isOne();
  }

  @Test
  void greet_magicLeftOut_isTold() throws Exception {
    PipedConsole.Ended ended = withMagic(ConsoleTest.class, () -> run("5"));

    assertThat(ended.shown()).startsWith("magic not loaded: ").endsWith("Out[1]: 5\n");
  }

  private PipedConsole.Ended withMagic(Class<?> magic, Supplier<PipedConsole.Ended> session)
      throws Exception {
    Path file = folder.resolve("META-INF/services/" + Magic.class.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, magic.getName());
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      return session.get();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Test
  void run_reset_keepsClientAndImports() {
    assertThat(run("a = 1", "%reset -f", "CompositeError.simpleName", "mec.ids", "a").shown())
        .contains("Out[3]: 'CompositeError'\nOut[4]: [0, 1, 2, 3]\n")
        .endsWith("NameError: name a is not defined\n");
  }

  @Test
  void run_question_showsWhatIsKnown() {
    String shown =
        run("a = [1, 2]", "a?", "?mec", "mec.execute?", "%px?", "px?", "aa?", "%pxx?", "mec._?")
            .shown();

    assertThat(shown)
        .contains("Type:     java.util.ArrayList\nValue:    [1, 2]")
        .contains("Type:     org.multiengine.client.MultiEngineClient")
        .contains("execute(String")
        .contains("name aa is not defined here; did you mean a?")
        .contains("there is no magic %pxx; did you mean px")
        .contains("MultiEngineClient has no _");
    assertThat(shown.split("Usage: %px ", -1)).hasSize(3);
  }

  @Test
  void run_questionMarkAlone_showsTheQuickReference() {
    assertThat(run("?").shown()).contains("Run on the engines").isEqualTo(run("??").shown());
  }

  @Test
  void close_standardOutput_isGivenBack() {
    PrintStream before = System.out;

    run("1");

    assertThat(System.out).isSameAs(before);
  }
}
