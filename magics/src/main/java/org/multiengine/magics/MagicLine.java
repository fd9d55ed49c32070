package org.multiengine.magics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Splits the line of a magic into words. Words with spaces are quoted. If the magic takes code,
 * only the options at the front are words; the rest is the code, as it was typed.
 */
final class MagicLine {

  private static final String END_OF_OPTIONS = "--";

  private final String line;
  private int position;

  private MagicLine(String line) {
    this.line = line;
  }

  /**
   * Splits a line.
   *
   * @param spec the options
   * @param code whether the text after the options is code
   * @param words the list to which the words are added
   * @return the code, or the whole line of a magic that takes none
   * @throws UsageError if a quote is not closed
   */
  static String split(String line, CommandSpec spec, boolean code, List<String> words) {
    var parts = new MagicLine(line.strip());
    if (code) {
      return parts.splitOptions(spec, words);
    }
    for (String word = parts.next(); word != null; word = parts.next()) {
      words.add(word);
    }
    return parts.line;
  }

  /** Returns whether the words ask for help. */
  static boolean asksForHelp(List<String> words) {
    return words.contains("--help") || words.equals(List.of("-h"));
  }

  /** Splits the options and their values, and returns the code after them. */
  private String splitOptions(CommandSpec spec, List<String> words) {
    while (isAtOption()) {
      String word = String.valueOf(next());
      if (word.equals(END_OF_OPTIONS)) {
        break;
      }
      words.add(word);
      OptionSpec option = spec.findOption(word);
      if (option != null && option.arity().min() > 0) {
        String value = next();
        if (value != null) {
          words.add(value);
        }
      }
    }
    return line.substring(position).stripLeading();
  }

  /** Returns whether an option is next. A minus that no letter or minus follows is code. */
  private boolean isAtOption() {
    skipBlanks();
    return line.startsWith("-", position)
        && position + 1 < line.length()
        && (line.charAt(position + 1) == '-' || Character.isLetter(line.charAt(position + 1)));
  }

  private void skipBlanks() {
    while (position < line.length() && Character.isWhitespace(line.charAt(position))) {
      position++;
    }
  }

  /** Returns the next word without its quotes, or null at the end. */
  private @Nullable String next() {
    skipBlanks();
    if (position == line.length()) {
      return null;
    }
    var word = new StringBuilder();
    char quote = 0;
    for (; position < line.length(); position++) {
      char character = line.charAt(position);
      if (quote == 0 && Character.isWhitespace(character)) {
        break;
      }
      if (quote == 0 && (character == '\'' || character == '"')) {
        quote = character;
      } else if (quote != 0 && character == quote) {
        quote = 0;
      } else {
        word.append(character);
      }
    }
    if (quote != 0) {
      throw new UsageError("unclosed quote " + quote + ": " + line);
    }
    return word.toString();
  }
}
