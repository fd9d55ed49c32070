package org.multiengine.core.namespace.groovy;

import groovy.lang.MissingMethodException;
import groovy.lang.MissingPropertyException;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import java.util.function.Predicate;
import org.codehaus.groovy.runtime.InvokerInvocationException;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.ScriptError;
import org.multiengine.core.namespace.ScriptFrame;
import org.multiengine.core.namespace.groovy.classes.Functions;
import org.multiengine.core.namespace.groovy.classes.SyntaxProblem;
import org.multiengine.core.namespace.groovy.script.EngineScript;
import org.multiengine.core.namespace.groovy.script.SourceText;
import org.multiengine.core.namespace.groovy.script.SourceTexts;

/** Converts exceptions of the compiler and of scripts to the errors that users see. */
final class ScriptErrors {

  private final Frames frames;
  private final Predicate<String> names;

  /**
   * Creates the conversion for a namespace.
   *
   * @param sources the texts of the namespace
   * @param names returns whether a name is defined
   */
  ScriptErrors(SourceTexts sources, Predicate<String> names) {
    this.names = names;
    this.frames = new Frames(sources);
  }

  /** Returns the error of a text that does not compile. */
  static ScriptError of(SyntaxProblem problem, SourceText source) {
    int line = problem.line();
    var frame = new ScriptFrame(source.name(), line, "<module>", source.line(line));
    Throwable cause = problem.getCause();
    return new ScriptError(
        "SyntaxError", problem.problem(), List.of(frame), cause == null ? problem : cause);
  }

  /**
   * Returns the error of a script that threw an exception.
   *
   * @throws OutOfMemoryError if that was thrown
   */
  ScriptError of(Throwable thrown) {
    return of(thrown, false);
  }

  /**
   * Returns the error of a function of a client that threw an exception. Lines of the client's
   * scripts are frames of its traceback.
   *
   * @throws OutOfMemoryError if that was thrown
   */
  ScriptError ofFunction(Throwable thrown) {
    return of(thrown, true);
  }

  private ScriptError of(Throwable thrown, boolean ofClients) {
    Throwable original = unwrapped(thrown);
    if (original instanceof OutOfMemoryError error) {
      throw error;
    }
    String undefined = undefinedName(original);
    List<ScriptFrame> calls = frames.of(original, ofClients);
    return undefined == null
        ? new ScriptError(nameOf(original), messageOf(original), calls, original)
        : new ScriptError("NameError", "name " + undefined + " is not defined", calls, original);
  }

  /** Returns the exception inside the wrappers of Groovy, proxies and call linkage. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable inner = thrown;
    while (inner.getCause() != null && isWrapper(inner)) {
      inner = inner.getCause();
    }
    return inner;
  }

  private static boolean isWrapper(Throwable thrown) {
    return thrown instanceof InvokerInvocationException
        || thrown instanceof UndeclaredThrowableException
        || thrown instanceof BootstrapMethodError;
  }

  /**
   * Returns the undefined variable that a script has read, or the undefined function that it has
   * called, or null for another exception.
   */
  private @Nullable String undefinedName(Throwable thrown) {
    if (thrown instanceof MissingMethodException missing) {
      return missing.getType() != null
              && EngineScript.class.isAssignableFrom(missing.getType())
              && Functions.nameOf(missing.getMethod()).equals(missing.getMethod())
              && !names.test(missing.getMethod())
          ? missing.getMethod()
          : null;
    }
    return thrown instanceof MissingPropertyException missing
            && missing.getType() != null
            && EngineScript.class.isAssignableFrom(missing.getType())
        ? missing.getProperty()
        : null;
  }

  private static String nameOf(Throwable thrown) {
    String simple = thrown.getClass().getSimpleName();
    return simple.isEmpty() ? thrown.getClass().getName() : simple;
  }

  /**
   * Returns the exception whose message explains the failure best. The cause of a class that could
   * not be loaded explains more, for example that its client has disconnected.
   */
  private static Throwable reason(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof NoClassDefFoundError && cause instanceof ClassNotFoundException
        ? cause
        : thrown;
  }

  private static @Nullable String messageOf(Throwable thrown) {
    try {
      String message = reason(thrown).getMessage();
      return message == null ? null : Functions.withUserNames(message);
    } catch (RuntimeException | StackOverflowError e) {
      return "its message cannot be shown: " + e.getClass().getSimpleName();
    }
  }
}
