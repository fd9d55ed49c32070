package org.multiengine.core;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.display.MimeBundle;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.text.Repr;

/**
 * The record of a command that an engine has run (reference, 4.1).
 *
 * @param id the engine
 * @param number the number of the command on that engine, from 1
 * @param input the text as it was submitted
 * @param stdout the text printed to standard output, trailing newline included; empty if none
 * @param stderr the text printed to standard error; empty if none
 * @param display the last value as a prompt shows it, or null if there is none to show
 * @param traceback the traceback of a command that failed, or null
 * @param started when the command began to run, by the engine's clock
 * @param ended when the command ended, by the engine's clock
 * @param displays what the command has displayed, oldest first, up to the limits in the settings; a
 *     last display says what was left out
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
    Instant ended,
    List<MimeBundle> displays) {

  /** Copies the displays. */
  public CommandRecord {
    displays = List.copyOf(displays);
  }

  /** Creates a record of a command without displays. */
  public CommandRecord(
      EngineId id,
      int number,
      String input,
      String stdout,
      String stderr,
      @Nullable String display,
      @Nullable String traceback,
      Instant started,
      Instant ended) {
    this(id, number, input, stdout, stderr, display, traceback, started, ended, List.of());
  }

  /** Returns how long the command ran. */
  public Duration elapsed() {
    return Duration.between(started, ended);
  }

  /** Returns the approximate size in bytes, which limits count. */
  public long size() {
    return 2L * (input.length() + stdout.length() + stderr.length() + size(display))
        + 2L * size(traceback)
        + displays.stream().mapToLong(MimeBundle::size).sum();
  }

  private static int size(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /**
   * Returns the record as IPython prints it: a dictionary of the parts that are not empty.
   *
   * <pre>{@code
   * {'input': {'translated': 'd=10', 'raw': 'd=10'}, 'number': 5, 'id': 0, 'stdout': '10\n'}
   * }</pre>
   */
  @Override
  public String toString() {
    var text = new StringJoiner(", ", "{", "}");
    text.add("'input': {'translated': " + Repr.of(input) + ", 'raw': " + Repr.of(input) + "}");
    text.add("'number': " + number);
    text.add("'id': " + id);
    addText(text, "stdout", stdout);
    addText(text, "stderr", stderr);
    if (display != null) {
      text.add("'display': {'pprint': " + Repr.of(display) + ", 'repr': " + Repr.of(display) + "}");
    }
    if (traceback != null) {
      text.add("'traceback': {'plain': " + Repr.of(traceback) + "}");
    }
    return text.toString();
  }

  private static void addText(StringJoiner text, String name, String value) {
    if (!value.isEmpty()) {
      text.add("'" + name + "': " + Repr.of(value));
    }
  }
}
