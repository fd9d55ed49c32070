package org.multiengine.magics.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Completer;
import org.jline.reader.EndOfFileException;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jspecify.annotations.Nullable;
import org.multiengine.magics.Shell;
import org.multiengine.magics.console.input.InputParser;
import org.multiengine.magics.console.input.TypedLine;
import org.multiengine.magics.console.screen.JLineScreen;

/** A source of inputs typed at a terminal, with history, completion and colours. */
final class TerminalSource implements InputSource {

  private final LineReader reader;
  private final LineReader questions;
  private final JLineScreen screen;
  private String prefilled = "";

  TerminalSource(Terminal terminal, JLineScreen screen, Features features) {
    this.screen = screen;
    this.reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("multiengine")
            .parser(features.parser())
            .completer(features.completer())
            .highlighter(features.highlighter())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .option(LineReader.Option.HISTORY_IGNORE_SPACE, false)
            .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
            .variable(LineReader.HISTORY_FILE, features.history())
            .variable(LineReader.HISTORY_SIZE, features.historyLines())
            .variable(LineReader.HISTORY_FILE_SIZE, features.historyLines())
            .build();
    this.questions =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("multiengine")
            .parser(new WholeLine())
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .build();
    screen.attach(reader);
  }

  /**
   * Features of the line reader.
   *
   * @param parser checks whether an input is whole
   * @param completer completes words
   * @param highlighter colours inputs
   * @param history the history file, readable by its owner only
   * @param historyLines the number of inputs that the history file keeps
   */
  record Features(
      InputParser parser,
      Completer completer,
      Highlighter highlighter,
      Path history,
      int historyLines) {}

  /** Makes the history file readable by its owner only. If there is no file, it is created. */
  static void protect(Path history) {
    try {
      if (!Files.exists(history)) {
        Path aside = Files.createTempFile(history.toAbsolutePath().getParent(), ".history", null);
        Files.move(aside, history);
      }
      var modes = Files.getFileAttributeView(history, PosixFileAttributeView.class);
      if (modes != null) {
        modes.setPermissions(PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the history " + history + ": " + e, e);
    }
  }

  @Override
  public @Nullable String read(int number) {
    String label = "In [" + number + "]: ";
    String continuation = " ".repeat(label.length() - "....: ".length()) + "....: ";
    reader.setVariable(LineReader.SECONDARY_PROMPT_PATTERN, continuation);
    String initial = prefilled;
    prefilled = "";
    try {
      return reader.readLine(
          screen.styled(Shell.Style.ENGINE, label), null, (Character) null, initial);
    } catch (UserInterruptException givenUp) {
      return "";
    } catch (EndOfFileException end) {
      return null;
    }
  }

  @Override
  public @Nullable String ask(String prompt) {
    screen.attach(questions);
    try {
      return questions.readLine(prompt);
    } catch (UserInterruptException | EndOfFileException end) {
      return null;
    } finally {
      screen.attach(reader);
    }
  }

  @Override
  public List<String> history() {
    List<String> all = new ArrayList<>();
    reader.getHistory().forEach(entry -> all.add(entry.line()));
    return all;
  }

  @Override
  public void prefill(String text) {
    prefilled = text;
  }

  @Override
  public void close() {
    try {
      reader.getHistory().save();
    } catch (IOException e) {
      screen.out().println("The history could not be saved: " + e.getMessage());
    }
  }

  /** Takes answers as they are typed. */
  private static final class WholeLine implements Parser {

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
      return new TypedLine(line, cursor, line.substring(0, cursor));
    }

    @Override
    public boolean isEscapeChar(char character) {
      return false;
    }
  }
}
