package org.multiengine.magics;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Parts the line of a magic into words. Quotes hold words with spaces together. Of a magic that
 * takes code only the options in front are words; the code is what follows them, as it was typed.
 */
final class MagicLine {

  private static final String END_OF_OPTIONS = "--";

  private final String line;
  private int position;

  private MagicLine(String line) {
    this.line = line;
  }

  /**
   * Parts a line.
   *
   * @param spec the options
   * @param code whether what follows the options is code
   * @param words takes the words
   * @return the code, or the whole line of a magic that takes none
   * @throws KernelError if a quote is not closed
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

  /** Returns whether the words ask how the magic is used. */
  static boolean asksForHelp(List<String> words) {
    return words.contains("--help") || words.equals(List.of("-h"));
  }

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

  /** A minus before a space, a digit or a bracket begins an expression. */
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
      throw new KernelError("a quote " + quote + " is not closed: " + line);
    }
    return word.toString();
  }
}
