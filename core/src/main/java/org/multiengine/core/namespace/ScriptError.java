package org.multiengine.core.namespace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An error of a script that could not be parsed or that threw an exception. The error holds the
 * contents of a traceback, without the frames of the machinery below the script.
 */
public final class ScriptError extends Exception {

  private static final long serialVersionUID = 1L;

  private final String errorName;
  private final transient List<ScriptFrame> frames;

  /**
   * Creates an error.
   *
   * @param errorName the name of what was thrown, as users of the language know it
   * @param message its text, or null if it has none
   * @param frames the calls at the time of the exception, the outermost first
   * @param original what the script threw
   */
  public ScriptError(
      String errorName, @Nullable String message, List<ScriptFrame> frames, Throwable original) {
    super(message == null ? "" : message, original, false, false);
    this.errorName = errorName;
    this.frames = List.copyOf(frames);
  }

  /** Returns the name of what was thrown, for example {@code ArithmeticException}. */
  public String errorName() {
    return errorName;
  }

  /** Returns the text of what was thrown; empty if it has none. */
  public String errorMessage() {
    String message = getMessage();
    return message == null ? "" : message;
  }

  /** Returns a copy of this error with a description of the place added to its text. */
  public ScriptError at(String place) {
    String text = errorMessage().isEmpty() ? place : errorMessage() + " (" + place + ")";
    return new ScriptError(errorName, text, frames, getCause() == null ? this : getCause());
  }

  /** Returns the calls at the time of the exception, the outermost first. */
  public List<ScriptFrame> frames() {
    return frames;
  }

  /**
   * Returns the traceback in IPython's form: a line of 75 dashes, the name, the frames with their
   * lines, and the name with the text (reference, 11.3).
   */
  public String traceback() {
    return Traceback.format(this);
  }
}
