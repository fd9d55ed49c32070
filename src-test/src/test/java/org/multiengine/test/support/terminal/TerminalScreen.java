package org.multiengine.test.support.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;

/**
 * The contents of a terminal: the screen, the lines that have scrolled by, and the raw output. A
 * line that is too long continues in the next one, and counts as two.
 *
 * <p>Safe for use by several threads. It keeps all output, so it is for tests.
 */
final class TerminalScreen {

  /** Select Graphic Rendition: colours, bold, and the end of them. */
  private static final Pattern STYLE = Pattern.compile("\u001b\\[[0-9;:]*m");

  /** A request for a keyboard protocol. An xterm ignores it; the emulator would move the cursor. */
  private static final String IGNORED = "\u001b[?u";

  private final ScreenTerminal screen;
  private final StringBuilder raw = new StringBuilder();
  private final StringBuilder heldBack = new StringBuilder();
  private long lastOutput = System.nanoTime();

  /** The line, counted from the first one ever shown, that the user has left by Enter. */
  private long leftLine = -1;

  TerminalScreen(Size size) {
    this.screen = new ScreenTerminal(size.getColumns(), size.getRows());
  }

  /** Shows output of a program, and returns the terminal's answers to queries in it. */
  synchronized String write(String output) {
    raw.append(output);
    lastOutput = System.nanoTime();
    var answers = new StringBuilder();
    output.codePoints().forEachOrdered(codePoint -> answers.append(show(codePoint)));
    return answers.toString();
  }

  /** Shows one character at a time, because the emulator keeps one answer only. */
  private String show(int codePoint) {
    heldBack.appendCodePoint(codePoint);
    String text = heldBack.toString();
    if (!text.equals(IGNORED) && IGNORED.startsWith(text)) {
      return "";
    }
    heldBack.setLength(0);
    if (!text.equals(IGNORED)) {
      screen.write(text);
    }
    return screen.read();
  }

  /**
   * Changes the size of the screen.
   *
   * @throws IllegalArgumentException if it has less than 2 or more than 4096 columns or rows
   */
  synchronized void resize(Size size) {
    if (!screen.setSize(size)) {
      throw new IllegalArgumentException("a screen cannot have the size " + size);
    }
  }

  /** Returns the visible text, without blanks at the ends of lines and empty lines at the end. */
  synchronized String text() {
    return join(visible());
  }

  /** Returns the lines that have scrolled by, and the visible ones. */
  synchronized String transcript() {
    List<long[]> lines = new ArrayList<>(screen.getHistory());
    lines.addAll(visible());
    return join(lines);
  }

  /** Returns all output with its escape sequences. */
  synchronized String raw() {
    return raw.toString();
  }

  /** Returns the escape sequences for colours and other styles in the output, each one once. */
  synchronized List<String> styles() {
    return STYLE.matcher(raw).results().map(MatchResult::group).distinct().toList();
  }

  /** Returns the text in the line of the cursor and left of it. */
  synchronized String beforeCursor() {
    int[] cursor = new int[2];
    long[] cells = cells(cursor);
    return text(cells, cursor[1] * screen.getColumns(), cursor[0]);
  }

  /** Notes that the user leaves the line of the cursor, so that a prompt in it is an old one. */
  synchronized void leaveLine() {
    leftLine = beforeCursor().isEmpty() ? cursorLine() - 1 : cursorLine();
  }

  /** Returns whether the cursor is right behind a prompt, and not that of the line left last. */
  synchronized boolean isAtPrompt(Pattern prompt) {
    return cursorLine() != leftLine && prompt.matcher(beforeCursor()).matches();
  }

  /** Returns whether there has been no output for some time. */
  synchronized boolean isQuietFor(Duration time) {
    return System.nanoTime() - lastOutput >= time.toNanos();
  }

  private long cursorLine() {
    int[] cursor = new int[2];
    cells(cursor);
    return (long) screen.getHistorySize() + cursor[1];
  }

  private List<long[]> visible() {
    long[] cells = cells(new int[2]);
    int columns = screen.getColumns();
    List<long[]> lines = new ArrayList<>();
    for (int start = 0; start < cells.length; start += columns) {
      lines.add(Arrays.copyOfRange(cells, start, start + columns));
    }
    return lines;
  }

  private long[] cells(int[] cursor) {
    long[] cells = new long[screen.getColumns() * screen.getRows()];
    screen.dump(cells, cursor);
    return cells;
  }

  private static String join(List<long[]> lines) {
    return lines.stream()
        .map(line -> text(line, 0, line.length).stripTrailing())
        .collect(Collectors.joining("\n"))
        .stripTrailing();
  }

  /** Returns the text of cells. A wide character takes two cells, the second of which is empty. */
  private static String text(long[] cells, int start, int count) {
    var text = new StringBuilder();
    for (int i = start; i < start + count; i++) {
      int codePoint = ScreenTerminal.cellCodePoint(cells[i]);
      if (codePoint != 0) {
        text.appendCodePoint(codePoint);
      }
    }
    return text.toString();
  }
}
