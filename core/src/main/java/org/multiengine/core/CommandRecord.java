package org.multiengine.core;

import java.time.Duration;
import java.time.Instant;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The record of a text an engine has run (reference, 4.1).
 *
 * @param id the engine
 * @param number the command's number on that engine, from 1
 * @param input the text as it was submitted
 * @param stdout what it printed, trailing newline kept; empty if nothing
 * @param stderr what it printed to standard error; empty if nothing
 * @param display the last value as a prompt shows it, or null if there is none to show
 * @param traceback the traceback of a command that failed, or null
 * @param started when it began to run, by the engine's clock
 * @param ended when it ended, by the engine's clock
 */
public record CommandRecord(
    EngineId id,
    int number,
    String input,
    String stdout,
    String stderr,
    @Nullable String display,
    @Nullable String traceback,
    Instant started,
    Instant ended) {

  /** Returns how long the command ran. */
  public Duration elapsed() {
    return Duration.between(started, ended);
  }

  /** Returns about how many bytes the record holds; what limits count. */
  public long size() {
    return 2L * (input.length() + stdout.length() + stderr.length() + size(display))
        + 2L * size(traceback);
  }

  private static int size(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /**
   * Returns the record as IPython prints it, a dictionary of those parts that are there:
   *
   * <pre>{@code
   * {'input': {'translated': 'd=10', 'raw': 'd=10'}, 'number': 5, 'id': 0, 'stdout': '10\n'}
   * }</pre>
   */
  @Override
  public String toString() {
    var text = new StringJoiner(", ", "{", "}");
    text.add("'input': {'translated': " + quote(input) + ", 'raw': " + quote(input) + "}");
    text.add("'number': " + number);
    text.add("'id': " + id);
    addText(text, "stdout", stdout);
    addText(text, "stderr", stderr);
    if (display != null) {
      text.add("'display': {'pprint': " + quote(display) + ", 'repr': " + quote(display) + "}");
    }
    if (traceback != null) {
      text.add("'traceback': {'plain': " + quote(traceback) + "}");
    }
    return text.toString();
  }

  private static void addText(StringJoiner text, String name, String value) {
    if (!value.isEmpty()) {
      text.add("'" + name + "': " + quote(value));
    }
  }

  private static String quote(String text) {
    char mark = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    var quoted = new StringBuilder(text.length() + 2).append(mark);
    text.chars().forEach(character -> appendEscaped(quoted, (char) character, mark));
    return quoted.append(mark).toString();
  }

  private static void appendEscaped(StringBuilder quoted, char character, char mark) {
    switch (character) {
      case '\\' -> quoted.append("\\\\");
      case '\n' -> quoted.append("\\n");
      case '\r' -> quoted.append("\\r");
      case '\t' -> quoted.append("\\t");
      default -> {
        if (character < ' ' || character == 0x7f) {
          quoted.append("\\x%02x".formatted((int) character));
        } else {
          quoted.append(character == mark ? "\\" : "").append(character);
        }
      }
    }
  }
}
