package org.multiengine.core.namespace;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The text form of a traceback, as IPython prints it (reference, 11.3). */
final class Traceback {

  private static final int WIDTH = 75;
  private static final int MAX_CAUSES = 5;
  private static final String TITLE = "Traceback (most recent call last)";

  private Traceback() {}

  static String format(ScriptError error) {
    var text = new StringBuilder();
    text.append("-".repeat(WIDTH)).append('\n');
    int gap = Math.max(1, WIDTH - error.errorName().length() - TITLE.length());
    text.append(error.errorName()).append(" ".repeat(gap)).append(TITLE).append("\n\n");
    error.frames().forEach(frame -> append(text, frame));
    text.append(lastLine(error.errorName(), error.errorMessage()));
    appendCauses(text, error.getCause());
    return text.toString();
  }

  /** Appends the causes of an exception of a script. Errors of Multiengine explain themselves. */
  private static void appendCauses(StringBuilder text, @Nullable Throwable thrown) {
    if (thrown == null || thrown.getClass().getName().startsWith("org.multiengine.core.")) {
      return;
    }
    Throwable cause = thrown.getCause();
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      text.append("\ncaused by ").append(describe(cause));
      cause = cause.getCause();
    }
  }

  private static String describe(Throwable cause) {
    try {
      return lastLine(
          cause.getClass().getSimpleName(), Objects.requireNonNullElse(cause.getMessage(), ""));
    } catch (RuntimeException | StackOverflowError e) {
      return cause.getClass().getSimpleName();
    }
  }

  private static String lastLine(String name, String message) {
    return message.isEmpty() ? name : name + ": " + message;
  }

  private static void append(StringBuilder text, ScriptFrame frame) {
    text.append(frame.source());
    if (!frame.function().isEmpty()) {
      text.append(" in ").append(frame.function()).append("()");
    }
    text.append('\n');
    if (frame.line() > 0) {
      String line = frame.text() == null ? "" : " " + frame.text();
      text.append("----> ").append(frame.line()).append(line).append('\n');
    }
    text.append('\n');
  }
}
