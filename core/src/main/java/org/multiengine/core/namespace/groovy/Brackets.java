package org.multiengine.core.namespace.groovy;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tracks the brackets, string literals and comments of a script from its beginning to its end,
 * without parsing it. As in Groovy, a literal in single quotes ends at the end of its line.
 */
final class Brackets {

  /** The state at the end of a script. */
  enum End {
    /** The end is outside all brackets, literals and comments. */
    CLOSED,
    /** The end is inside one of them. */
    OPEN,
    /** A bracket was closed that was not open. More lines cannot correct that. */
    BROKEN
  }

  private static final String TRIPLE_QUOTE = "\"\"\"";
  private static final String TRIPLE_APOSTROPHE = "'''";
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  /** The characters before a slash that begins a literal; after others it is a division. */
  private static final String BEFORE_SLASHY = "=(,[{:;!&|?~<>\n";

  private final String script;

  /** The closing marks of the open brackets and literals, the innermost first. */
  private final Deque<String> open = new ArrayDeque<>();

  private int position;
  private boolean broken;

  private Brackets(String script) {
    this.script = script;
  }

  /** Returns the state at the end of a script. */
  static End endOf(String script) {
    var brackets = new Brackets(script);
    while (brackets.position < script.length() && !brackets.broken) {
      brackets.step();
    }
    if (brackets.broken) {
      return End.BROKEN;
    }
    return brackets.open.isEmpty() ? End.CLOSED : End.OPEN;
  }

  private void step() {
    String innermost = open.isEmpty() ? "" : open.peek();
    if (innermost.equals("*/")) {
      skipTo("*/");
    } else if (isText(innermost)) {
      stepInText(innermost);
    } else {
      stepInCode();
    }
  }

  private static boolean isText(String innermost) {
    return innermost.equals(TRIPLE_QUOTE)
        || innermost.equals(TRIPLE_APOSTROPHE)
        || innermost.equals("\"")
        || innermost.equals("'")
        || innermost.equals("/")
        || innermost.equals("/$");
  }

  private void stepInText(String end) {
    char character = script.charAt(position);
    boolean oneLine = end.equals("\"") || end.equals("'");
    if (oneLine && character == '\n') {
      broken = true;
    } else if (script.startsWith(end, position)) {
      open.pop();
      position += end.length();
    } else if (character == '\\') {
      position += 2;
    } else if (script.startsWith("${", position) && !end.startsWith("'")) {
      open.push("}");
      position += 2;
    } else {
      position++;
    }
  }

  private void skipTo(String end) {
    int found = script.indexOf(end, position);
    position = found < 0 ? script.length() : found + end.length();
    if (found >= 0) {
      open.pop();
    }
  }

  private void stepInCode() {
    if (script.startsWith("//", position)) {
      int end = script.indexOf('\n', position);
      position = end < 0 ? script.length() : end;
    } else if (!opened("/*", "*/")
        && !opened(TRIPLE_QUOTE, TRIPLE_QUOTE)
        && !opened(TRIPLE_APOSTROPHE, TRIPLE_APOSTROPHE)
        && !opened("\"", "\"")
        && !opened("'", "'")
        && !opened("$/", "/$")
        && !(startsSlashy() && opened("/", "/"))) {
      stepOverBracket();
    }
  }

  /**
   * Returns whether a slash at the position begins a literal. Groovy applies the same rule: after
   * an operand a slash is a division.
   */
  private boolean startsSlashy() {
    int before = position - 1;
    while (before >= 0 && script.charAt(before) == ' ') {
      before--;
    }
    return script.charAt(position) == '/'
        && !script.startsWith("//", position)
        && (before < 0 || BEFORE_SLASHY.indexOf(script.charAt(before)) >= 0);
  }

  private boolean opened(String begin, String end) {
    if (!script.startsWith(begin, position)) {
      return false;
    }
    open.push(end);
    position += begin.length();
    return true;
  }

  private void stepOverBracket() {
    char character = script.charAt(position);
    int kind = OPENING.indexOf(character);
    if (kind >= 0) {
      open.push(CLOSING.substring(kind, kind + 1));
    } else if (CLOSING.indexOf(character) >= 0) {
      String expected = open.poll();
      broken = expected == null || expected.charAt(0) != character;
    }
    position++;
  }
}
