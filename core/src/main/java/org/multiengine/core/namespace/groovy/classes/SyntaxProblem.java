package org.multiengine.core.namespace.groovy.classes;

/** A compilation failure of a text. It names no engine, because engines share compiled texts. */
public final class SyntaxProblem extends Exception {

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

  public int line() {
    return line;
  }

  public String problem() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
