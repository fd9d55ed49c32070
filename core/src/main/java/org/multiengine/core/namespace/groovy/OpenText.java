package org.multiengine.core.namespace.groovy;

import java.util.List;
import org.codehaus.groovy.syntax.SyntaxException;
import org.multiengine.core.namespace.groovy.classes.ScriptCache;
import org.multiengine.core.namespace.groovy.classes.SyntaxProblem;

/**
 * Decides whether a text is the beginning of a longer one. Such a text cannot be parsed, and either
 * a bracket is open at its end or the parser stopped at its end.
 */
final class OpenText {

  /** The endings of a line that continues on the next one. */
  private static final List<String> CONTINUED_ENDINGS =
      List.of("+", "-", "*", "/", "%", ",", ".", "=", "<", ">", "&", "|", "^", "?", ":", "\\");

  private OpenText() {}

  /** Returns whether a text is the beginning of a longer one. */
  static boolean isOpen(String text, ScriptCache cache) {
    try {
      cache.check(text);
      return false;
    } catch (SyntaxProblem problem) {
      return switch (Brackets.endOf(text)) {
        case OPEN -> mayCloseLater(text);
        case BROKEN -> false;
        case CLOSED -> isAtTheEnd(problem, text.stripTrailing());
      };
    }
  }

  /**
   * Returns whether the open literal or bracket may be closed on another line. A literal in single
   * quotes may not.
   */
  private static boolean mayCloseLater(String text) {
    return Brackets.endOf(text + "\n") != Brackets.End.BROKEN;
  }

  private static boolean isAtTheEnd(SyntaxProblem problem, String text) {
    if (CONTINUED_ENDINGS.stream().anyMatch(text::endsWith)) {
      return true;
    }
    if (problem.problem().contains("Either a catch or finally")) {
      return true;
    }
    return problem.getCause() instanceof SyntaxException place && !isBeforeEnd(place, text);
  }

  private static boolean isBeforeEnd(SyntaxException place, String text) {
    List<String> lines = text.lines().toList();
    int last = lines.size();
    return place.getStartLine() < last
        || (place.getStartLine() == last && place.getStartColumn() <= lines.get(last - 1).length());
  }
}
