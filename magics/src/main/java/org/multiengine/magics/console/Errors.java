package org.multiengine.magics.console;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFrame;
import org.multiengine.magics.Shell;
import org.multiengine.magics.console.screen.Screen;
import org.multiengine.magics.console.screen.ShownError;
import org.multiengine.magics.text.FailureText;

/**
 * Short texts of errors in IPython's form. Of a call that failed on many engines, only the first
 * failures are shown.
 */
final class Errors {

  private final Screen screen;
  private final Supplier<FailureText> failures;

  /**
   * Creates the texts for a screen.
   *
   * @param failures returns the form of failures of calls, which settings may change
   */
  Errors(Screen screen, Supplier<FailureText> failures) {
    this.screen = screen;
    this.failures = failures;
  }

  /** Returns an error with its name, its message and its text. */
  ShownError shown(Throwable error) {
    return new ShownError(name(error), message(error), text(error));
  }

  private static String name(Throwable error) {
    if (error instanceof ScriptError script) {
      return script.errorName();
    }
    return error instanceof KernelError kernel ? kernel.errorName() : simpleName(error);
  }

  private static String message(Throwable error) {
    @Nullable String message =
        error instanceof ScriptError script
            ? script.errorMessage()
            : error instanceof KernelError kernel ? kernel.errorMessage() : error.getMessage();
    return message == null ? "" : message;
  }

  String text(Throwable error) {
    if (error instanceof ScriptError script) {
      return colored(shortened(script).traceback());
    }
    if (error instanceof CompositeError composite) {
      return colored(of(composite, List.of()).traceback());
    }
    String message = message(error);
    String text = message.isEmpty() ? name(error) : name(error) + ": " + message;
    return screen.styled(Shell.Style.ERROR, text);
  }

  private static String simpleName(Throwable error) {
    return error.getClass().getSimpleName();
  }

  private ScriptError shortened(ScriptError error) {
    return error.getCause() instanceof CompositeError composite
        ? of(composite, error.frames())
        : error;
  }

  private ScriptError of(CompositeError error, List<ScriptFrame> frames) {
    return new ScriptError(error.errorName(), failures.get().of(error), frames, error);
  }

  /** Colours the lines of a traceback that hold dashes, or the name of an error. */
  private String colored(String traceback) {
    if (!screen.isColored()) {
      return traceback;
    }
    return traceback.lines().map(this::coloredLine).collect(Collectors.joining("\n"));
  }

  private String coloredLine(String line) {
    boolean title = line.startsWith("-----") && !line.startsWith("---->");
    boolean error =
        line.matches(
            "(\\[[\\d,-]+:\\w+]:"
                + " )?[A-Z][\\w.]*(Error|Exception|Lost|Cleared|Full|Aborted|Timeout|ID)\\b.*");
    return title || error ? screen.styled(Shell.Style.ERROR, line) : line;
  }
}
