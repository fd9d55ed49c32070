package org.multiengine.test.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.magics.command.Main;
import org.multiengine.test.support.Gate;
import org.multiengine.test.support.PipedRun;
import org.multiengine.test.support.terminal.Key;
import org.multiengine.test.support.terminal.TerminalSession;

/**
 * Tests the console at a terminal, in addition to the manual's session. Most tests share one
 * console.
 */
final class ConsoleTest {

  private static final String PROMPT = "In \\[\\d+]: ";

  private static Path home;
  private static TerminalSession session;

  @BeforeAll
  static void open(@TempDir Path folder) throws Exception {
    home = folder;
    session = TerminalSession.start(console("--embedded", "-n", "4"));
    session.awaitPrompt(PROMPT);
  }

  @AfterAll
  static void close() throws Exception {
    session.close();
  }

  private static ProcessBuilder console(String... options) {
    String[] arguments = new String[options.length + 1];
    arguments[0] = "console";
    System.arraycopy(options, 0, arguments, 1, options.length);
    ProcessBuilder program = TerminalSession.java(Main.class.getName(), arguments);
    program.environment().put("MULTIENGINE_HOME", home.toString());
    return program;
  }

  /** Enters a line and waits until the prompt is back. */
  private static void run(String line) throws Exception {
    session.enter(line);
    session.awaitPrompt(PROMPT);
  }

  @BeforeEach
  void beginOnACleanScreen() throws Exception {
    session.press(Key.CTRL_C);
    session.awaitPrompt(PROMPT);
    session.type("\f");
    session.awaitScreen(screen -> screen.matches("In \\[\\d+]:"));
  }

  @Test
  void ctrlC_duringALoopOnEngines_cancelsItAndKeepsTheirNames() throws Exception {
    run("px kept = id * 10");
    session.enter("%px while (true) {}");
    session.awaitText("while (true) {}')  (Ctrl-C cancels)");

    session.press(Key.CTRL_C);

    session.awaitPrompt(PROMPT);
    assertThat(session.screen()).contains("[3:execute]: TaskAborted: interrupted by its client");
    run("mec.pull('kept')");
    assertThat(session.screen()).contains("[0, 10, 20, 30]");
  }

  @Test
  void ctrlC_twice_givesUpAndShowsWhatStillRuns() throws Exception {
    run("%px -t 2 gate = new java.util.concurrent.Semaphore(0)");
    var opening = new Gate(home.resolve("opening"));
    run("%px -t 2 waker = Thread.startDaemon { " + opening.pass() + "; gate.release() }; 0");
    session.enter("%px -t 2 gate.acquireUninterruptibly()");
    session.awaitText("for engine 2: execute('gate.acquire");

    session.press(Key.CTRL_C);
    session.awaitScreen(screen -> screen.contains("Ctrl-C again gives up waiting"));
    session.press(Key.CTRL_C);

    session.awaitPrompt(PROMPT);
    assertThat(session.screen()).contains("still running on engine 2");
    opening.open();
  }

  @Test
  void ctrlC_duringALocalLoop_endsIt() throws Exception {
    session.enter("started = true; println 'be' + 'gun'; while (true) {}");
    session.awaitText("begun");

    session.press(Key.CTRL_C);

    session.awaitPrompt(PROMPT);
    assertThat(session.screen()).contains("InterruptedException");
    run("started");
    assertThat(session.screen()).contains("]: true");
  }

  @Test
  void ctrlC_whileABracketIsOpen_givesTheInputUp() throws Exception {
    session.enter("x = [1, (2");
    session.awaitPrompt(" +\\.{4}: ");
    session.press(Key.CTRL_C);
    session.awaitPrompt(PROMPT);

    run("'still here'.size()");

    assertThat(session.screen()).contains("]: 10");
  }

  @Test
  void output_ofEnginesThatGoOn_isSeenWhileTheyPrint() throws Exception {
    session.enter("px (1..100).each { println \"tick $it of $id\"; sleep 200 }");

    session.awaitText("[0] tick 3 of 0");
    session.awaitText("[3] tick 3 of 3");
    session.press(Key.CTRL_C);
    session.awaitPrompt(PROMPT);

    assertThat(session.transcript()).doesNotContain("tick 100 of");
  }

  @Test
  void map_thatTakesLong_showsABarOfElements() throws Exception {
    session.enter("mec.map({ sleep 100; it }, 0..<120).size()");

    session.awaitText(" of 120 elements, ");
    session.awaitPrompt(PROMPT);
    assertThat(session.screen()).contains("]: 120").doesNotContain("elements");
  }

  @Test
  void tab_afterAClient_offersItsMembers() throws Exception {
    session.type("mec.zi");
    session.press(Key.TAB);

    session.awaitScreen(screen -> screen.contains("zipPull") && screen.contains("zip_pull"));
  }

  @Test
  void tab_afterAPercentSign_offersMagics() throws Exception {
    session.type("%ti");
    session.press(Key.TAB);

    session.awaitScreen(screen -> screen.endsWith("%timeit"));
  }

  @Test
  void tab_afterADash_offersOptions() throws Exception {
    session.type("%px --gro");
    session.press(Key.TAB);

    session.awaitScreen(screen -> screen.endsWith("%px --group-outputs"));
  }

  @Test
  void tab_inCodeForEngines_offersTheirNamesAndMembers() throws Exception {
    run("mec['pushed_name'] = 'a text'");
    session.type("%px pushed_");
    session.press(Key.TAB);
    session.awaitScreen(screen -> screen.endsWith("%px pushed_name"));
    session.type(".toUpperC");
    session.press(Key.TAB);

    session.awaitScreen(screen -> screen.endsWith("%px pushed_name.toUpperCase"));
  }

  @Test
  void history_searched_findsAnEarlierInput() throws Exception {
    run("needle = 12345 + 1");
    run("other = 2");
    session.press(Key.CTRL_R);
    session.type("needle");
    session.awaitText("needle = 12345");
    session.press(Key.ENTER);
    session.awaitPrompt(PROMPT);

    run("needle");
    assertThat(session.screen()).contains("]: 12346");
  }

  @Test
  void history_ofAnEarlierSession_isThereAndPrivate() throws Exception {
    Path other = Files.createDirectories(home.resolve("other"));
    ProcessBuilder program = console("--embedded", "-n", "1");
    program.environment().put("MULTIENGINE_HOME", other.toString());
    try (TerminalSession first = TerminalSession.start(program)) {
      first.awaitPrompt(PROMPT);
      first.enter("remembered = 7");
      first.awaitPrompt(PROMPT);
      first.press(Key.CTRL_D);
      assertThat(first.awaitExit()).isZero();
    }
    try (TerminalSession second = TerminalSession.start(program)) {
      second.awaitPrompt(PROMPT);
      second.press(Key.UP);
      second.awaitScreen(screen -> screen.endsWith("remembered = 7"));
    }
    assertThat(Files.getPosixFilePermissions(other.resolve("history")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void input_wrong_printsTheRemedy() throws Exception {
    run("%pxx a = 1");
    assertThat(session.screen()).contains("there is no magic %pxx; did you mean px?");
    run("%px --tagets 0 a = 1");
    assertThat(session.screen()).contains("Unknown option: '--tagets'; did you mean --targets?");
    run("a = 5)");
    assertThat(session.screen()).contains("SyntaxError");
    run("%px -t 9 a = 1");
    assertThat(session.screen()).contains("Engine with id 9 is not registered");
  }

  @Test
  void question_forAMethod_showsItsDocumentation() throws Exception {
    run("mec.execute?");

    assertThat(session.screen()).contains("execute(String code) -> ResultList");
  }

  @Test
  void terminal_narrow_keepsTheStatusInOneLine() throws Exception {
    session.resize(40, 30);
    try {
      session.enter("px -t 1 sleep 60000");
      session.awaitScreen(screen -> screen.contains("s for eng…  (Ctrl-C cancels)"));
      session.press(Key.CTRL_C);
      session.awaitPrompt(PROMPT);
      assertThat(session.screen()).contains("Cancelling on the engines");
    } finally {
      session.resize(100, 40);
    }
  }

  @Test
  void terminal_withoutASize_isTakenForAUsualOne() throws Exception {
    ProcessBuilder program = console("--embedded", "-n", "1");
    program.command().addAll(0, List.of("sh", "-c", "stty cols 0 rows 0; exec \"$@\"", "sh"));
    try (TerminalSession bare = TerminalSession.start(program)) {
      bare.awaitText("In [1]:");
      bare.enter("(1..20).sum()");
      bare.awaitText("Out[1]: 210");
    }
  }

  @Test
  void colors_refused_areNotUsed() throws Exception {
    ProcessBuilder program = console("--embedded", "-n", "1");
    program.environment().put("NO_COLOR", "1");
    try (TerminalSession plain = TerminalSession.start(program)) {
      plain.awaitPrompt(PROMPT);
      plain.enter("px println 'hello'; 1/0");
      plain.awaitPrompt(PROMPT);

      assertThat(plain.screen()).contains("Division by zero");
      assertThat(plain.styles()).isEmpty();
    }
  }

  @Test
  void terminal_dumb_isUsedAsItIs() throws Exception {
    ProcessBuilder program = console("--embedded", "-n", "1");
    program.environment().put("TERM", "dumb");
    try (TerminalSession dumb = TerminalSession.start(program)) {
      dumb.awaitText("In [1]:");
      dumb.enter("px println 'hello'");
      dumb.awaitText("[0] Out[1]: hello");

      assertThat(dumb.styles()).isEmpty();
    }
  }

  @Test
  void input_piped_isRunAndItsFailureIsTheStatus() throws Exception {
    PipedRun well = PipedRun.of(console("--embedded", "-n", "2"), "px println id\nmec.ids()\n");
    PipedRun badly = PipedRun.of(console("--embedded", "-n", "1"), "1/0\nprintln 'went on'\n");

    assertThat(well.status()).as(well.errors()).isZero();
    assertThat(well.output())
        .contains("[1] Out[1]: 1")
        .contains("Out[2]: [0, 1]")
        .doesNotContain("In [1]: px");
    assertThat(badly.status()).isEqualTo(1);
    assertThat(badly.output()).contains("ArithmeticException").contains("went on");
  }

  @Test
  void cluster_missing_opensThePromptAndShowsHowToStartOne() throws Exception {
    PipedRun alone = PipedRun.of(console("--name", "nobody"), "1 + 1\n%px a = 1\n");

    assertThat(alone.status()).isEqualTo(1);
    assertThat(alone.output())
        .contains("there is no connection file")
        .contains("]: 2")
        .contains("No Controller is activated")
        .contains("multiengine start --name nobody -n 4");
  }

  @Test
  void connectionFile_unreadable_endsWithTheReason() throws Exception {
    Path file = Files.writeString(home.resolve("broken.json"), "{");

    PipedRun refused = PipedRun.of(console("--connect", file.toString()), "");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.errors()).contains("broken.json is not a connection file");
  }
}
