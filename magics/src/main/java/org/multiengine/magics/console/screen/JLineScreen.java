package org.multiengine.magics.console.screen;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import org.jline.reader.LineReader;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.Shell;

/** A screen on a terminal, with a status line below the text. */
public final class JLineScreen implements Screen {

  private static final int[] ENGINE_COLORS = {
    AttributedStyle.GREEN,
    AttributedStyle.YELLOW,
    AttributedStyle.BLUE,
    AttributedStyle.MAGENTA,
    AttributedStyle.CYAN,
    AttributedStyle.RED
  };

  private static final int MIN_COLUMNS = 20;
  private static final int DEFAULT_COLUMNS = 80;

  private final Terminal terminal;
  private final boolean colored;
  private final PrintWriter out;
  private final Object lock = new Object();
  private volatile @Nullable LineReader reader;
  private String status = "";
  private boolean atLineStart = true;
  private boolean statusDrawn;

  public JLineScreen(Terminal terminal, boolean colored) {
    this.terminal = terminal;
    this.colored = colored;
    this.out = new PrintWriter(new AboveStatus(), true);
  }

  /** Sets the reader above whose line text appears while the line is being typed. */
  public void attach(LineReader lineReader) {
    this.reader = lineReader;
  }

  @Override
  public PrintWriter out() {
    return out;
  }

  @Override
  public boolean isColored() {
    return colored;
  }

  @Override
  public String styled(Shell.Style style, String text) {
    return styled(
        switch (style) {
          case HEADING -> AttributedStyle.BOLD;
          case ENGINE -> AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
          case ERROR -> AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);
          case FAINT -> AttributedStyle.DEFAULT.faint();
        },
        text);
  }

  @Override
  public String ofEngine(EngineId engine, String text) {
    int color = ENGINE_COLORS[engine.value() % ENGINE_COLORS.length];
    return styled(AttributedStyle.DEFAULT.foreground(color), text);
  }

  private String styled(AttributedStyle style, String text) {
    return colored
        ? new AttributedStringBuilder().style(style).append(text).toAnsi(terminal)
        : text;
  }

  /**
   * {@inheritDoc} A terminal that reports no size, such as a bare pseudo-terminal, has the default
   * one.
   */
  @Override
  public int columns() {
    int columns = terminal.getColumns();
    return columns <= 0 ? DEFAULT_COLUMNS : Math.max(columns, MIN_COLUMNS);
  }

  @Override
  public void status(String line) {
    if (terminal.getStringCapability(Capability.clr_eol) == null) {
      return; // a terminal that cannot erase a line, such as a dumb one
    }
    synchronized (lock) {
      eraseStatus();
      status = line;
      drawStatus();
      terminal.flush();
    }
  }

  @Override
  public void clear() {
    synchronized (lock) {
      terminal.puts(Capability.clear_screen);
      statusDrawn = false;
      atLineStart = true;
      terminal.flush();
    }
  }

  private void eraseStatus() {
    if (statusDrawn) {
      terminal.puts(Capability.carriage_return);
      terminal.puts(Capability.clr_eol);
      statusDrawn = false;
    }
  }

  private void drawStatus() {
    if (!status.isEmpty()) {
      if (!atLineStart) {
        terminal.writer().write('\n');
        atLineStart = true;
      }
      terminal.writer().write(styled(Shell.Style.FAINT, cut(status)));
      statusDrawn = true;
    }
  }

  /**
   * Returns a status cut to one line and without control characters. A status of two lines, or one
   * that moved the cursor, could not be erased.
   */
  private String cut(String line) {
    int columns = terminal.getColumns() <= 0 ? DEFAULT_COLUMNS : terminal.getColumns();
    var text = new AttributedString(line.replaceAll("\\p{Cntrl}", " "));
    return text.columnSubSequence(0, columns - 1).toString();
  }

  @Override
  public Runnable onInterrupt(Runnable action) {
    Terminal.SignalHandler before =
        terminal.handle(
            Terminal.Signal.INT,
            signal -> {
              endEcho();
              action.run();
            });
    return () -> terminal.handle(Terminal.Signal.INT, before);
  }

  /** Ends the line on which the terminal has echoed Ctrl-C as two characters. */
  private void endEcho() {
    synchronized (lock) {
      if (!statusDrawn) {
        terminal.writer().write('\n');
        atLineStart = true;
        terminal.flush();
      }
    }
  }

  /** Writes text above the status, and whole lines above a line that is being typed. */
  private final class AboveStatus extends Writer {

    private final StringBuilder line = new StringBuilder();

    @Override
    public void write(char[] text, int offset, int length) {
      synchronized (lock) {
        line.append(text, offset, length);
      }
    }

    @Override
    public void flush() {
      LineReader typing = reader;
      synchronized (lock) {
        if (typing != null && typing.isReading()) {
          printAbove(typing);
        } else if (!line.isEmpty()) {
          write();
        }
      }
    }

    private void printAbove(LineReader typing) {
      int end = line.lastIndexOf("\n");
      if (end >= 0) {
        typing.printAbove(line.substring(0, end + 1));
        line.delete(0, end + 1);
      }
    }

    private void write() {
      eraseStatus();
      terminal.writer().append(line);
      atLineStart = line.charAt(line.length() - 1) == '\n';
      if (atLineStart) {
        drawStatus();
      }
      line.setLength(0);
      terminal.flush();
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
