package org.multiengine.core.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.multiengine.core.error.KernelError;

/**
 * What every engine runs when it starts, before the first request, and again whenever it is started
 * anew. It takes no number and leaves no record; what it prints goes to the output of the engine's
 * process. An engine whose start-up script fails does not start.
 *
 * <p>A reset empties the namespace as it says and does not run the script again.
 *
 * @param name what tracebacks call it, such as {@code setup.groovy}
 * @param text the script; empty for none
 */
public record StartupScript(String name, String text) {

  /** No start-up script. */
  public static final StartupScript NONE = new StartupScript("", "");

  /**
   * Reads a script.
   *
   * @param file the file, of UTF-8 text; empty for none
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

  /** Returns whether there is nothing to run. */
  public boolean isEmpty() {
    return text.isEmpty();
  }
}
