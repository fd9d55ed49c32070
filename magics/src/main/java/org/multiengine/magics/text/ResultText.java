package org.multiengine.magics.text;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.ResultList;
import org.multiengine.core.text.TextWidth;

/**
 * The text of results at a prompt. The results of a few engines have the form of IPython, to which
 * the value of a last expression is added:
 *
 * <pre>
 * &lt;Results List&gt;
 * [0] In [4]: 2 * id
 * [0] Out[4]: 0
 *
 * [1] In [4]: 2 * id
 * [1] Out[4]: 2
 * </pre>
 *
 * Of more engines, one line says that they have run the code, and only output and values follow.
 *
 * @param colored whether the text has the colours of IPython
 * @param columns the number of columns of a line
 * @param maxFull the maximum number of engines whose inputs are shown
 * @param maxInputLines the maximum number of lines of an input; of a longer one, the first is shown
 */
public record ResultText(boolean colored, int columns, int maxFull, int maxInputLines) {

  private static final String GREEN = "\u001b[0;32m";
  private static final String BLUE = "\u001b[0;34m";
  private static final String RED = "\u001b[0;31m";
  private static final String NORMAL = "\u001b[0m";
  private static final double MILLIS_PER_SECOND = 1000;

  /** Returns the text of results. */
  public String of(ResultList results) {
    return results.size() > maxFull ? inShort(results) : inFull(results);
  }

  private String inFull(ResultList results) {
    var text = new StringBuilder("<Results List>\n");
    for (CommandRecord record : results) {
      label(text, record, "In ", BLUE).append(' ').append(input(record.input())).append('\n');
      String display = record.display();
      if (!record.stdout().isEmpty()) {
        // Output has the label Out, as in IPython, unless there is a value.
        label(text, record, display == null ? "Out" : "Stdout", RED);
        text.append(' ').append(record.stdout()).append('\n');
      }
      if (!record.stderr().isEmpty()) {
        label(text, record, "Err", RED, "\n").append(' ').append(record.stderr());
      }
      if (display != null) {
        appendPart(text, record, "Out", display);
        text.append('\n');
      }
    }
    return text.toString();
  }

  private String input(String input) {
    List<String> lines = input.lines().toList();
    return lines.size() <= maxInputLines
        ? input
        : lines.get(0) + " " + TextWidth.ELLIPSIS + " " + (lines.size() - 1) + " more lines";
  }

  private String inShort(ResultList results) {
    var text = new StringBuilder("ran on " + results.size() + " engines in " + time(results));
    text.append('\n');
    for (CommandRecord record : results) {
      if (!record.stdout().isEmpty()) {
        appendPart(text, record, "Stdout", record.stdout());
      }
      if (!record.stderr().isEmpty()) {
        appendPart(text, record, "Stderr", record.stderr());
      }
      if (record.display() != null) {
        appendPart(text, record, "Out", record.display());
      }
    }
    return text.toString();
  }

  /** Returns the time of the engine that ran longest, with a fraction of a second. */
  private static String time(ResultList results) {
    Duration longest =
        results.stream().map(CommandRecord::elapsed).max(Duration::compareTo).orElse(Duration.ZERO);
    return String.format(Locale.ROOT, "%.1f s", longest.toMillis() / MILLIS_PER_SECOND);
  }

  /** Appends a text behind its label, or below the label if it does not fit the line. */
  private void appendPart(StringBuilder text, CommandRecord record, String word, String part) {
    label(text, record, word, RED);
    int used = plain(record, word).length() + 1;
    String shown = part.stripTrailing();
    boolean fits = !shown.contains("\n") && used + TextWidth.of(shown) <= columns;
    text.append(fits ? ' ' : '\n').append(shown).append('\n');
  }

  private StringBuilder label(StringBuilder text, CommandRecord record, String word, String color) {
    return label(text, record, word, color, "");
  }

  private StringBuilder label(
      StringBuilder text, CommandRecord record, String word, String color, String end) {
    if (!colored) {
      return text.append(plain(record, word)).append(end);
    }
    text.append(GREEN).append('[').append(record.id()).append(']').append(color);
    text.append(' ').append(word).append('[').append(record.number()).append("]:");
    return text.append(end).append(NORMAL);
  }

  private static String plain(CommandRecord record, String word) {
    return "[" + record.id() + "] " + word + "[" + record.number() + "]:";
  }
}
