package org.multiengine.core.namespace.groovy;

/** A text did not compile. Names no engine, as engines share what is compiled. */
final class SyntaxProblem extends Exception {

  private static final long serialVersionUID = 1L;

  private final int line;

  /**
   * Makes a problem.
   *
   * @param line where it is, or 0 if not known
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
