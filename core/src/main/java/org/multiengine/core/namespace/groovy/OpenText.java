package org.multiengine.core.namespace.groovy;

import java.util.List;
import org.codehaus.groovy.syntax.SyntaxException;

/**
 * Tells whether a text is the beginning of a longer one: it cannot be parsed, and either a bracket
 * is open at its end or its end is where the parser gave up.
 */
final class OpenText {

  /** A line that ends with one of these goes on in the next. */
  private static final List<String> GOING_ON =
      List.of("+", "-", "*", "/", "%", ",", ".", "=", "<", ">", "&", "|", "^", "?", ":", "\\");

  private OpenText() {}

  static boolean isOpen(String text, ScriptCache cache) {
    try {
      cache.check(text);
      return false;
    } catch (SyntaxProblem problem) {
      return switch (Brackets.endOf(text)) {
        case OPEN -> endsInSeveralLines(text);
        case BROKEN -> false;
        case CLOSED -> isAtTheEnd(problem, text.stripTrailing());
      };
    }
  }

  /** A text in single quotes that is open cannot be closed on another line. */
  private static boolean endsInSeveralLines(String text) {
    return Brackets.endOf(text + "\n") != Brackets.End.BROKEN;
  }

  private static boolean isAtTheEnd(SyntaxProblem problem, String text) {
    if (GOING_ON.stream().anyMatch(text::endsWith)) {
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
