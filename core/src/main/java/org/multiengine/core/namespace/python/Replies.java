package org.multiengine.core.namespace.python;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.KernelErrors;
import org.multiengine.core.error.PythonException;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFrame;

/** Converts the errors that a Python process reports. */
final class Replies {

  private static final int MAX_JAVA_FRAMES = 20;

  private Replies() {}

  /** Returns whether a reply has a value; otherwise it has an error. */
  static boolean isValue(List<?> reply) {
    return "ok".equals(reply.get(0));
  }

  /**
   * Returns the value of a reply.
   *
   * @throws ScriptError if Python code has thrown an exception
   * @throws KernelError if the process has refused the request
   */
  static @Nullable Object value(List<?> reply) throws ScriptError {
    if (isValue(reply)) {
      return reply.get(1);
    }
    throw error(reply);
  }

  /**
   * Returns an error of Python code.
   *
   * @throws KernelError if the process has refused the request
   */
  static ScriptError error(List<?> reply) {
    Map<?, ?> description = (Map<?, ?>) Objects.requireNonNull(reply.get(1));
    String message = text(description, "message");
    if (description.get("refused") instanceof String name) {
      KernelError refusal = KernelErrors.restore(name, message, Map.of());
      throw refusal == null ? new KernelError(message) : refusal;
    }
    String name = text(description, "name");
    boolean interrupted = Boolean.TRUE.equals(description.get("interrupted"));
    Throwable original =
        interrupted ? new InterruptedException() : new PythonException(name, message);
    return new ScriptError(name, message, frames((List<?>) description.get("frames")), original);
  }

  /** Returns the index of the element on which a function has failed; null if there is none. */
  static @Nullable Integer index(List<?> reply) {
    return reply.get(1) instanceof Map<?, ?> description
            && description.get("index") instanceof Integer index
        ? index
        : null;
  }

  private static String text(Map<?, ?> description, String name) {
    return String.valueOf(description.get(name));
  }

  private static List<ScriptFrame> frames(@Nullable List<?> described) {
    List<ScriptFrame> frames = new ArrayList<>();
    if (described != null) {
      described.forEach(each -> frames.add(frame((List<?>) each)));
    }
    return frames;
  }

  private static ScriptFrame frame(List<?> described) {
    return new ScriptFrame(
        String.valueOf(described.get(0)),
        (Integer) described.get(1),
        String.valueOf(described.get(2)),
        (String) described.get(3));
  }

  /** Returns the error for an exception of a function of Java, which clients may send as well. */
  static ScriptError ofJava(Throwable thrown) {
    List<ScriptFrame> frames = new ArrayList<>();
    StackTraceElement[] trace = thrown.getStackTrace();
    for (int i = Math.min(trace.length, MAX_JAVA_FRAMES) - 1; i >= 0; i--) {
      StackTraceElement call = trace[i];
      if (!call.getClassName().startsWith("org.multiengine.core.")
          && !call.getClassName().startsWith("java.")) {
        String file = call.getFileName() == null ? call.getClassName() : call.getFileName();
        int line = Math.max(0, call.getLineNumber());
        frames.add(new ScriptFrame(file, line, call.getMethodName(), null));
      }
    }
    return new ScriptError(thrown.getClass().getSimpleName(), message(thrown), frames, thrown);
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (RuntimeException | StackOverflowError failed) {
      return "its message cannot be shown: " + failed.getClass().getSimpleName();
    }
  }
}
