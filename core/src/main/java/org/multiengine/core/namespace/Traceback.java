package org.multiengine.core.namespace;

/** The text form of a traceback, as IPython prints it (reference, 11.3). */
final class Traceback {

  private static final int WIDTH = 75;
  private static final String TITLE = "Traceback (most recent call last)";

  private Traceback() {}

  static String format(ScriptError error) {
    var text = new StringBuilder();
    text.append("-".repeat(WIDTH)).append('\n');
    int gap = Math.max(1, WIDTH - error.errorName().length() - TITLE.length());
    text.append(error.errorName()).append(" ".repeat(gap)).append(TITLE).append("\n\n");
    error.frames().forEach(frame -> append(text, frame));
    return text.append(lastLine(error.errorName(), error.errorMessage())).toString();
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
