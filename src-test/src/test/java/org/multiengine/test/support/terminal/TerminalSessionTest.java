package org.multiengine.test.support.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Size;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.PipedRun;

/** Tests that keys reach a program in a terminal, and that its output is on the screen. */
final class TerminalSessionTest {

  private static final String PROMPT = "> ";

  private static TerminalSession shared;

  private final ProcessBuilder echo = TerminalSession.java(EchoProgram.class.getName());

  @BeforeAll
  static void open() throws IOException {
    shared = TerminalSession.start(TerminalSession.java(EchoProgram.class.getName()));
    shared.awaitPrompt(PROMPT);
  }

  @AfterAll
  static void close() throws IOException {
    shared.close();
  }

  /** Clears the screen of the session that most tests share, and leaves it at a prompt. */
  @BeforeEach
  void clearTheScreen() {
    shared.press(Key.CTRL_C);
    shared.awaitPrompt(PROMPT);
    shared.type("\f");
    shared.awaitScreen(">"::equals);
  }

  @Test
  void enter_aLine_isReadAndEchoed() {
    shared.enter("häuser 日本");
    shared.awaitPrompt(PROMPT);

    assertThat(shared.screen()).isEqualTo("> häuser 日本\nread: häuser 日本\n>");
  }

  @Test
  void type_withoutEnter_appearsAndWaits() {
    shared.type("half");
    shared.awaitScreen(screen -> screen.endsWith("> half"));
    shared.type(" a line");
    shared.press(Key.ENTER);

    shared.awaitText("read: half a line");
  }

  @Test
  void enter_nothing_waitsForTheNextPrompt() {
    shared.enter("");
    shared.awaitPrompt(PROMPT);

    assertThat(shared.screen()).isEqualTo(">\nread:\n>");
  }

  @Test
  void enter_aheadOfThePrompt_isReadInItsTurn() {
    shared.enter("lines");
    shared.enter("ahead");

    shared.awaitText("line 100.");
    shared.awaitText("read: ahead");
  }

  @Test
  void press_ctrlC_interruptsTheInput() {
    shared.type("half");
    shared.awaitText("> half");
    shared.press(Key.CTRL_C);
    shared.awaitPrompt(PROMPT);

    assertThat(shared.screen()).endsWith("interrupted\n>");
  }

  @Test
  void press_up_recallsTheLastLine() {
    shared.enter("first");
    shared.awaitPrompt(PROMPT);
    shared.press(Key.UP);

    shared.awaitScreen(screen -> screen.endsWith("read: first\n> first"));
  }

  @Test
  void press_ctrlR_searchesTheHistory() {
    shared.enter("first");
    shared.awaitPrompt(PROMPT);
    shared.press(Key.CTRL_R);
    shared.awaitText("search");
    shared.type("fi");
    shared.press(Key.ENTER);
    shared.awaitPrompt(PROMPT);

    assertThat(shared.screen()).endsWith("read: first\n>");
  }

  @Test
  void press_ctrlD_endsTheProgramWithItsStatus() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.press(Key.CTRL_D);

      assertThat(session.awaitExit()).isEqualTo(EchoProgram.END_OF_INPUT);
      assertThat(session.screen()).endsWith("end of input");
    }
  }

  @Test
  void start_withASize_isTheTerminalsSize() throws Exception {
    try (TerminalSession session = TerminalSession.start(echo, Size.of(60, 20))) {
      session.awaitPrompt(PROMPT);
      session.enter("size");

      session.awaitText("60 x 20");
    }
  }

  @Test
  void resize_whileItRuns_isSeen() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.resize(70, 30);
      session.enter("size");

      session.awaitText("70 x 30");
    }
  }

  @Test
  void question_ofTheProgram_isAnsweredByTheTerminal() {
    shared.enter("cursor");

    shared.awaitText("cursor: 0,1");
  }

  @Test
  void transcript_moreThanAScreen_hasEveryLineOnce() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.enter("lines");
      session.awaitPrompt(PROMPT);

      assertThat(session.screen().lines().count()).isEqualTo(40);
      assertThat(session.transcript().lines().filter(line -> line.startsWith("line ")))
          .hasSize(100)
          .startsWith("line 1.", "line 2.")
          .endsWith("line 99.", "line 100.");
    }
  }

  @Test
  void transcript_ofASession_isTheExpectedOne() throws Exception {
    try (TerminalSession session = startEcho()) {
      for (String line : List.of("one", "", "size", "process 4711 took 1.5 s")) {
        session.enter(line);
        session.awaitPrompt(PROMPT);
      }
      session.press(Key.CTRL_D);
      session.awaitExit();

      Transcripts.assertMatches("support/terminal/echo-session.txt", session.transcript());
    }
  }

  @Test
  void styles_ofColouredOutput_areThere() {
    shared.enter("red");
    shared.awaitPrompt(PROMPT);

    assertThat(shared.styles()).contains("\u001b[31m");
    assertThat(shared.raw()).contains("\u001b[31mred");
    assertThat(shared.screen()).contains("\nred\n");
  }

  @Test
  void dumbTerminal_readsLinesWithoutStyles() throws Exception {
    echo.environment().put("TERM", "dumb");
    try (TerminalSession session = startEcho()) {
      session.enter("red");
      session.awaitPrompt(PROMPT);

      assertThat(session.screen()).startsWith("terminal: dumb\n").endsWith("\nred\n>");
      assertThat(session.styles()).isEmpty();
    }
  }

  @Test
  void pipedInput_isReadToItsEndWithoutATerminal() throws Exception {
    PipedRun run = PipedRun.of(echo, "one\nred\n");

    assertThat(run.status()).as(run.errors()).isEqualTo(EchoProgram.END_OF_INPUT);
    assertThat(run.output())
        .startsWith("terminal: dumb\n")
        .contains("read: one\n", "red\n")
        .endsWith("end of input\n");
  }

  @Test
  void await_whatDoesNotCome_failsWithTheScreen() throws Exception {
    try (TerminalSession session = startEcho()) {
      assertThatThrownBy(() -> session.within(Duration.ofMillis(200)).awaitText("never"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("'never'")
          .hasMessageContaining("terminal: xterm-256color\n>");
    }
  }

  @Test
  void await_programHasEnded_failsAtOnce() throws Exception {
    try (TerminalSession session = TerminalSession.start(new ProcessBuilder("echo", "bye"))) {
      assertThatThrownBy(() -> session.awaitText("never"))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("ended")
          .hasMessageContaining("bye");
    }
  }

  @Test
  void start_inAFolder_runsThere(@TempDir Path folder) throws Exception {
    Path real = folder.toRealPath();
    try (TerminalSession session =
        TerminalSession.start(
            new ProcessBuilder("pwd").directory(real.toFile()), Size.of(500, 4))) {
      assertThat(session.awaitExit()).isZero();
      assertThat(session.screen()).isEqualTo(real.toString());
    }
  }

  @Test
  void close_whileItRuns_endsTheProgramAndItsChildren() throws Exception {
    long program;
    List<Long> children;
    try (TerminalSession session =
        TerminalSession.start(new ProcessBuilder("sh", "-c", "sleep 600 & echo child $!; wait"))) {
      session.awaitScreen(screen -> screen.matches("child \\d+"));
      program = session.pid();
      children =
          ProcessHandle.of(program).orElseThrow().children().map(ProcessHandle::pid).toList();
    }

    assertThat(children).hasSize(1);
    Children.awaitGone(List.of(program, children.get(0)));
  }

  @Test
  void awaitExit_aChildKeepsTheTerminalOpen_doesNotWaitForIt() throws Exception {
    var program = new ProcessBuilder("sh", "-c", "trap '' HUP; sleep 600 & echo child $!");
    try (TerminalSession session = TerminalSession.start(program)) {
      assertThat(session.awaitExit()).isZero();
      long child = Long.parseLong(session.screen().substring("child ".length()));
      assertThat(Children.isAlive(child)).isTrue();
      Children.kill(child);
    }
  }

  private TerminalSession startEcho() throws IOException {
    TerminalSession session = TerminalSession.start(echo);
    session.awaitPrompt(PROMPT);
    return session;
  }
}
