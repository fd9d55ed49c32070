package org.multiengine.magics.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.console.screen.StreamTerminal;

/** Sessions typed at a terminal that is no device. */
final class ConsoleOnTerminalTest extends ClusterOfConsole {

  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String ENTER = "\r";
  private static final String CTRL_C = "\u0003";
  private static final String CTRL_D = "\u0004";
  private static final Pattern ESCAPE = Pattern.compile("\u001b(\\[[0-9;?]*[a-zA-Z]|[=>]|\\(B)");

  private final Path folder;

  private final CompletableFuture<Integer> status = new CompletableFuture<>();
  private StreamTerminal terminal;

  ConsoleOnTerminalTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void open() throws IOException {
    terminal = new StreamTerminal("xterm", 80);
    new Thread(this::converse, "console").start();
    awaitShown("In [1]: ");
  }

  /** Ends when the console has been closed, so that its history is written. */
  private void converse() {
    Path history = folder.resolve("history");
    int ended;
    try (Console console = Console.onTerminal(terminal.terminal(), false, history)) {
      console.connect(file -> cluster().connect());
      console.greet("Welcome");
      ended = console.run();
    } catch (RuntimeException | Error failed) {
      status.completeExceptionally(failed);
      throw failed;
    }
    status.complete(ended);
  }

  @AfterEach
  void close() throws Exception {
    type(CTRL_C + "%exit" + ENTER);
    assertThat(status.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isZero();
    terminal.close();
  }

  private void type(String keys) throws IOException {
    terminal.type(keys);
  }

  private String shown() {
    return ESCAPE.matcher(terminal.shown()).replaceAll("");
  }

  private void awaitShown(String text) {
    await().atMost(LIMIT).untilAsserted(() -> assertThat(shown()).contains(text));
  }

  @Test
  void input_value_isShownAndTheNextPromptFollows() throws Exception {
    type("20 + 1" + ENTER);

    awaitShown("Out[1]: 21\n\n");
    awaitShown("In [2]: ");
    assertThat(shown()).startsWith("Welcome\n\n");
  }

  @Test
  void input_openBlock_goesOnBehindAnotherPrompt() throws Exception {
    type("[1," + ENTER);
    awaitShown("  ....: ");
    type("2].size()" + ENTER);

    awaitShown("Out[1]: 2\n");
  }

  @Test
  void ctrlC_atThePrompt_givesTheInputUp() throws Exception {
    type("nonsense(");
    awaitShown("nonsense(");
    type(CTRL_C);
    type("5 + 5" + ENTER);

    awaitShown("Out[1]: 10\n");
  }

  @Test
  void ctrlC_scriptOfThisSide_isStopped() throws Exception {
    type("println 'be' + 'gun'; while (true) {}" + ENTER);
    awaitShown("begun\n");
    type(CTRL_C);

    awaitShown("InterruptedException");
    type("5 + 5" + ENTER);
    awaitShown("Out[2]: 10\n");
  }

  @Test
  void ctrlC_fileOfThisSide_isStopped() throws Exception {
    Path file = Files.writeString(folder.resolve("job"), "println 'begun'\nwhile (true) {}\n");
    type("%run " + file + ENTER);
    awaitShown("begun\n");
    type(CTRL_C);

    awaitShown("InterruptedException");
    awaitShown("In [2]: ");
  }

  @Test
  void ctrlC_callOnEngines_isCancelled() throws Exception {
    client.execute("kept = 7");
    type("%px while (true) {}" + ENTER);
    await()
        .atMost(LIMIT)
        .until(() -> client.queueStatus().stream().allMatch(each -> each.pending() != null));
    type(CTRL_C);

    awaitShown("[3:execute]: TaskAborted");
    awaitShown("In [2]: ");
    assertThat(client.pull("kept")).hasToString("[7, 7, 7, 7]");
  }

  @Test
  void tab_nameOnEngines_isCompleted() throws Exception {
    client.execute("abacus = 42");
    type("%px println aba\t" + ENTER);

    awaitShown("[3] Out[2]: 42");
  }

  @Test
  void load_file_isTheNextInput() throws Exception {
    Path file = Files.writeString(folder.resolve("job"), "6 * 7\n");
    type("%load " + file + ENTER);
    awaitShown("In [2]: 6 * 7");
    type(ENTER);

    awaitShown("Out[2]: 42\n");
  }

  @Test
  void question_asked_isAnsweredBeneath() throws Exception {
    type("a = 1" + ENTER + "%reset" + ENTER);
    awaitShown("Continue (y/[n])? ");
    type("y" + ENTER + "a" + ENTER);

    awaitShown("NameError: name a is not defined");
  }

  @Test
  void history_inputs_areKeptForTheOwner() throws Exception {
    type("20 + 1" + ENTER);
    awaitShown("In [2]: ");
    type(CTRL_D);
    status.get(LIMIT.toSeconds(), TimeUnit.SECONDS);

    assertThat(folder.resolve("history")).content().contains("20 + 1");
    assertThat(Files.getPosixFilePermissions(folder.resolve("history"))).hasSize(2);
  }
}
