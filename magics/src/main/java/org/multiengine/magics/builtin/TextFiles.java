package org.multiengine.magics.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.multiengine.core.error.KernelError;

/** Text files whose names were typed. */
final class TextFiles {

  private TextFiles() {}

  /** Returns the path of a name; a tilde at its start is the home folder. */
  static Path path(String name) {
    return name.startsWith("~/")
        ? Path.of(System.getProperty("user.home"), name.substring(2))
        : Path.of(name);
  }

  /**
   * Returns the text of a file.
   *
   * @throws KernelError if it cannot be read
   */
  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new KernelError("there is no file " + file, e);
    } catch (IOException e) {
      throw new KernelError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
