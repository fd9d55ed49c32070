package org.multiengine.test.support.terminal;

import java.io.IOException;
import java.util.stream.IntStream;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Cursor;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** A program that prints the lines it reads, for tests of terminals. */
final class EchoProgram {

  /** The status it exits with after Ctrl-D. */
  static final int END_OF_INPUT = 7;

  private static final AttributedStyle RED =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.RED);

  private final Terminal terminal;

  private EchoProgram(Terminal terminal) {
    this.terminal = terminal;
  }

  public static void main(String[] arguments) throws IOException {
    try (Terminal terminal = TerminalBuilder.builder().dumb(true).build()) {
      new EchoProgram(terminal).run();
    }
    System.exit(END_OF_INPUT);
  }

  private void run() {
    LineReader reader = LineReaderBuilder.builder().terminal(terminal).build();
    say("terminal: " + terminal.getType());
    for (boolean more = true; more; ) {
      try {
        answer(reader.readLine("> "));
      } catch (UserInterruptException e) {
        say("interrupted");
      } catch (EndOfFileException e) {
        more = false;
      }
    }
    say("end of input");
  }

  private void answer(String line) {
    switch (line) {
      case "size" -> say(terminal.getColumns() + " x " + terminal.getRows());
      case "cursor" -> sayCursor();
      case "red" -> say(new AttributedString("red", RED).toAnsi(terminal));
      case "lines" -> IntStream.rangeClosed(1, 100).forEach(i -> say("line " + i + "."));
      default -> say("read: " + line);
    }
  }

  private void sayCursor() {
    Attributes before = terminal.enterRawMode();
    Cursor cursor = terminal.getCursorPosition(skipped -> {});
    terminal.setAttributes(before);
    say("cursor: " + cursor.getX() + "," + cursor.getY());
  }

  private void say(String text) {
    terminal.writer().println(text);
    terminal.flush();
  }
}
