package org.multiengine.test.support.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jline.terminal.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.test.support.Children;
import org.multiengine.test.support.PipedRun;

/** A user's keys reach a program in a terminal, and the user sees what it shows. */
final class TerminalSessionTest {

  private static final String PROMPT = "> ";

  private final ProcessBuilder echo = TerminalSession.java(EchoProgram.class.getName());

  @Test
  void enter_aLine_isReadAndEchoed() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.enter("häuser 日本");
      session.awaitPrompt(PROMPT);

      assertThat(session.screen()).endsWith("\n> häuser 日本\nread: häuser 日本\n>");
    }
  }

  @Test
  void type_withoutEnter_appearsAndWaits() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.type("half");
      session.awaitScreen(screen -> screen.endsWith("> half"));
      session.type(" a line");
      session.press(Key.ENTER);

      session.awaitText("read: half a line");
    }
  }

  @Test
  void enter_nothing_waitsForTheNextPrompt() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.enter("");
      session.awaitPrompt(PROMPT);

      assertThat(session.screen()).endsWith("\n>\nread:\n>");
    }
  }

  @Test
  void enter_aheadOfThePrompt_isReadInItsTurn() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.enter("lines");
      session.enter("ahead");

      session.awaitText("line 100.");
      session.awaitText("read: ahead");
    }
  }

  @Test
  void press_ctrlC_interruptsTheInput() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.type("half");
      session.awaitText("> half");
      session.press(Key.CTRL_C);
      session.awaitPrompt(PROMPT);

      assertThat(session.screen()).endsWith("interrupted\n>");
    }
  }

  @Test
  void press_up_recallsTheLastLine() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.enter("first");
      session.awaitPrompt(PROMPT);
      session.press(Key.UP);

      session.awaitScreen(screen -> screen.endsWith("read: first\n> first"));
    }
  }

  @Test
  void press_ctrlR_searchesTheHistory() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.enter("first");
      session.awaitPrompt(PROMPT);
      session.press(Key.CTRL_R);
      session.awaitText("search");
      session.type("fi");
      session.press(Key.ENTER);
      session.awaitPrompt(PROMPT);

      assertThat(session.screen()).endsWith("read: first\n>");
    }
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
  void question_ofTheProgram_isAnsweredByTheTerminal() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.enter("cursor");

      session.awaitText("cursor: 0,2");
    }
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
  void styles_ofColouredOutput_areThere() throws Exception {
    try (TerminalSession session = startEcho()) {
      session.enter("red");
      session.awaitPrompt(PROMPT);

      assertThat(session.styles()).contains("\u001b[31m");
      assertThat(session.raw()).contains("\u001b[31mred");
      assertThat(session.screen()).contains("\nred\n");
    }
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
