package org.multiengine.core.text;

/** The literal form of texts in Python, which IPython's text forms use. */
public final class Repr {

  private Repr() {}

  /** Returns a text in quotes, with escapes for invisible characters. */
  public static String of(String text) {
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
