package org.multiengine.core.namespace.groovy;

/** A compilation failure of a text. It names no engine, because engines share compiled texts. */
final class SyntaxProblem extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * Creates a problem.
   *
   * @param message the compiler's message
   * @param line the line of the problem, or 0 if not known
   * @param cause the compiler's exception
   */
  SyntaxProblem(String message, int line, Throwable cause) {
    super(message, cause, false, false);
    this.line = line;
  }

  int line() {
    return line;
  }

  String problem() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
