package org.multiengine.core.namespace.python;

import java.util.regex.Pattern;

/**
 * Decides whether a text of Python is the beginning of a longer one, from its brackets, texts and
 * indentation. No Python is needed for it.
 */
final class OpenPython {

  private static final Pattern DECORATOR = Pattern.compile("@.*");

  private final String text;
  private int at;
  private int brackets;
  private boolean openText;
  private boolean continued;

  /** The text without its comments and the contents of its texts. */
  private final StringBuilder code = new StringBuilder();

  private OpenPython(String text) {
    this.text = text;
  }

  static boolean isOpen(String text) {
    var scan = new OpenPython(text);
    scan.scan();
    return scan.openText || scan.continued || scan.brackets > 0 || scan.isInBlock();
  }

  private void scan() {
    while (at < text.length()) {
      char character = text.charAt(at);
      if (character == '#') {
        skipComment();
      } else if (character == '"' || character == '\'') {
        skipText(character);
      } else {
        read(character);
      }
    }
  }

  private void read(char character) {
    switch (character) {
      case '(', '[', '{' -> brackets++;
      case ')', ']', '}' -> brackets--;
      case '\\' -> {
        continued = at + 1 >= text.length() || text.substring(at + 1).equals("\n");
        at++;
        code.append(' ');
        at += at < text.length() ? 1 : 0;
        return;
      }
      default -> {}
    }
    code.append(character == '\n' && brackets > 0 ? ' ' : character);
    at++;
  }

  private void skipComment() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void skipText(char quote) {
    String three = String.valueOf(quote).repeat(3);
    boolean isLong = text.startsWith(three, at);
    String end = isLong ? three : String.valueOf(quote);
    at += end.length();
    code.append('s');
    while (at < text.length()) {
      if (text.startsWith(end, at)) {
        at += end.length();
        return;
      }
      if (!isLong && text.charAt(at) == '\n') {
        return; // a syntax error, which the engine reports
      }
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    at = text.length();
    openText = isLong;
  }

  /** Returns whether the last line belongs to a block, or begins one. An empty line ends it. */
  private boolean isInBlock() {
    String[] lines = code.toString().split("\n", -1);
    String last = lines[lines.length - 1];
    if (lines.length > 1 && last.isBlank()) {
      return false;
    }
    String stripped = last.strip();
    return stripped.endsWith(":")
        || DECORATOR.matcher(stripped).matches()
        || (!stripped.isEmpty() && Character.isWhitespace(last.charAt(0)))
        || (lines.length > 1 && beginsBlock(lines));
  }

  /** Returns whether the last line continues a compound statement, such as {@code else: x = 1}. */
  private static boolean beginsBlock(String[] lines) {
    String last = lines[lines.length - 1];
    return Pattern.compile("(else|elif|except|finally)\\b.*").matcher(last).matches();
  }
}
