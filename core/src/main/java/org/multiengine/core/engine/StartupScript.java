package org.multiengine.core.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.namespace.ScriptError;

/**
 * A script that every engine runs before its first request, each time the engine starts. The script
 * takes no number and leaves no record. Its output goes to the output of the engine's process. An
 * engine whose start-up script fails does not start.
 *
 * <p>A reset empties the namespace and does not run the script again.
 *
 * @param name the name in tracebacks, such as {@code setup.groovy}
 * @param text the script; empty for none
 */
public record StartupScript(String name, String text) {

  /** The absence of a start-up script. */
  public static final StartupScript NONE = new StartupScript("", "");

  /**
   * Reads a script from a file.
   *
   * @param file the file, in UTF-8; an empty path for no script
   * @throws KernelError if the file cannot be read
   */
  public static StartupScript read(Path file) {
    if (file.toString().isEmpty()) {
      return NONE;
    }
    try {
      return new StartupScript(String.valueOf(file.getFileName()), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new KernelError("there is no start-up script " + file.toAbsolutePath(), e);
    } catch (IOException e) {
      throw new KernelError("cannot read the start-up script " + file + ": " + e, e);
    }
  }

  /** Returns the error of an engine whose script has failed. */
  KernelError failed(ScriptError error) {
    String message = error.errorMessage().isEmpty() ? "" : ": " + error.errorMessage();
    return new KernelError(
        "the start-up script "
            + name
            + " failed"
            + line(error)
            + ": "
            + error.errorName()
            + message,
        error);
  }

  /** Returns the last of the script's own lines that the error passed through. */
  private String line(ScriptError error) {
    return error.frames().stream()
        .filter(frame -> frame.source().equals(name) && frame.line() > 0)
        .reduce((outer, inner) -> inner)
        .map(frame -> " at line " + frame.line())
        .orElse("");
  }

  /** Returns whether there is no script. */
  public boolean isEmpty() {
    return text.isEmpty();
  }
}
