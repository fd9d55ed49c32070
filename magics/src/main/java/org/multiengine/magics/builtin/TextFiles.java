package org.multiengine.magics.builtin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.Shell;
import org.multiengine.magics.UsageError;

/** Access to text files whose names are typed by users. */
public final class TextFiles {

  private TextFiles() {}

  /**
   * Returns the path of a name, which is relative to the folder of the shell. A tilde at its start
   * stands for the home folder.
   */
  public static Path path(Shell shell, String name) {
    Path path =
        name.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), name.substring(2))
            : Path.of(name);
    return shell.isInStartFolder() ? path : shell.folder().resolve(path).normalize();
  }

  /**
   * Returns the bytes of a file.
   *
   * @throws KernelError if the file cannot be read
   */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UsageError("there is no file " + file, e);
    } catch (IOException e) {
      throw new KernelError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * Returns the text of a file.
   *
   * @throws KernelError if the file cannot be read
   */
  public static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new UsageError("there is no file " + file, e);
    } catch (IOException e) {
      throw new KernelError("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
