package org.multiengine.magics.console.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Shell;

final class JLineScreenTest {

  private static final String ERASE = "\r\u001b[K";

  private StreamTerminal terminal;

  @BeforeEach
  void open() throws IOException {
    terminal = new StreamTerminal("xterm", 80);
  }

  /** Returns a screen on another terminal than the usual one. */
  private JLineScreen screen(String type, int columns, boolean colored) throws IOException {
    terminal.close();
    terminal = new StreamTerminal(type, columns);
    return new JLineScreen(terminal.terminal(), colored);
  }

  @AfterEach
  void close() throws IOException {
    terminal.close();
  }

  @Test
  void status_output_isErasedBeforeAndDrawnAfter() throws Exception {
    JLineScreen screen = screen("xterm", 80, false);

    screen.status("busy");
    screen.out().println("hello");
    screen.status("");

    assertThat(terminal.shown()).isEqualTo("busy" + ERASE + "hello\nbusy" + ERASE);
  }

  @Test
  void status_lineInParts_keepsThem() throws Exception {
    JLineScreen screen = screen("xterm", 80, false);

    screen.status("busy");
    screen.out().print("one ");
    screen.out().flush();
    screen.out().print("line\n");
    screen.out().flush();

    assertThat(terminal.shown()).isEqualTo("busy" + ERASE + "one line\nbusy");
  }

  @Test
  void status_behindAnOpenLine_beginsALine() throws Exception {
    JLineScreen screen = screen("xterm", 80, false);

    screen.out().print("open");
    screen.out().flush();
    screen.status("busy");
    screen.status("");

    assertThat(terminal.shown()).isEqualTo("open\nbusy" + ERASE);
  }

  @Test
  void status_narrowTerminal_isCut() throws Exception {
    screen("xterm", 10, false).status("waiting 3 s for engine 2");

    assertThat(terminal.shown()).isEqualTo("waiting 3");
  }

  @Test
  void status_wideCharacters_areCutByTheirColumns() throws Exception {
    screen("xterm", 10, false).status("漢字漢字漢字");

    assertThat(terminal.shown()).isEqualTo("漢字漢字");
  }

  @Test
  void status_controlCharacters_areBlanks() throws Exception {
    screen("xterm", 80, false).status("a\tb\u001b[2Jc");

    assertThat(terminal.shown()).isEqualTo("a b [2Jc");
  }

  @Test
  void status_dumbTerminal_isNotShown() throws Exception {
    JLineScreen screen = screen(Terminal.TYPE_DUMB, 80, false);

    screen.status("busy");
    screen.out().println("hello");
    screen.status("");

    assertThat(terminal.shown()).isEqualTo("hello\n");
  }

  @Test
  void styled_coloursOff_hasNoEscapes() throws Exception {
    JLineScreen screen = screen("xterm-256color", 80, false);

    assertThat(screen.styled(Shell.Style.ERROR, "oh")).isEqualTo("oh");
    assertThat(screen.ofEngine(new EngineId(3), "[3]")).isEqualTo("[3]");
    assertThat(screen.isColored()).isFalse();
  }

  @Test
  void ofEngine_coloursOn_differsByEngine() throws Exception {
    JLineScreen screen = screen("xterm-256color", 80, true);

    String first = screen.ofEngine(new EngineId(0), "x");

    assertThat(first).startsWith("\u001b[").contains("x").endsWith("m");
    assertThat(screen.ofEngine(new EngineId(1), "x")).isNotEqualTo(first);
    assertThat(screen.ofEngine(new EngineId(6), "x")).isEqualTo(first);
  }

  @Test
  void columns_narrowOrUnknown_haveALeast() throws Exception {
    assertThat(screen("xterm", 10, false).columns()).isEqualTo(20);
    assertThat(screen("xterm", 0, false).columns()).isEqualTo(80);
    assertThat(screen("xterm", 132, false).columns()).isEqualTo(132);
  }

  @Test
  void onInterrupt_ctrlC_runsTheInnermostAction() throws Exception {
    JLineScreen screen = screen("xterm", 80, false);
    var pressed = new StringBuilder();

    Runnable outer = screen.onInterrupt(() -> pressed.append("outer "));
    Runnable inner = screen.onInterrupt(() -> pressed.append("inner "));
    terminal.terminal().raise(Terminal.Signal.INT);
    inner.run();
    terminal.terminal().raise(Terminal.Signal.INT);
    outer.run();

    assertThat(pressed).hasToString("inner outer ");
  }
}
