package org.multiengine.core.error;

/** An exception of Python code on an engine, in the form that a client receives. */
public final class PythonException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String type;

  /**
   * Creates an exception.
   *
   * @param type the name of its class in Python, for example {@code ZeroDivisionError}
   * @param message its text; empty if it has none
   */
  public PythonException(String type, String message) {
    super(message, null, false, false);
    this.type = type;
  }

  /** Returns the name of its class in Python. */
  public String type() {
    return type;
  }
}
