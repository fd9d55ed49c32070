package org.multiengine.magics.builtin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.multiengine.magics.Shell;

/** Completion of file names. */
public final class FileNames {

  private FileNames() {}

  /**
   * Returns the names of the files in the folder of the last word of a line, as they would be
   * typed. Folders end with a slash. Hidden files are included only if the word begins with a dot;
   * names that need quotes are left out.
   */
  public static List<String> of(Shell shell, String line) {
    String word = line.replaceFirst("(?s).*\\s", "");
    int behindFolder = word.lastIndexOf('/') + 1;
    String folder = word.substring(0, behindFolder);
    boolean hidden = word.startsWith(".", behindFolder);
    try (Stream<Path> files = Files.list(TextFiles.path(shell, folder.isEmpty() ? "." : folder))) {
      return files
          .map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
          .filter(name -> hidden || !name.startsWith("."))
          .filter(name -> !name.matches(".*[\\s'\"].*"))
          .map(name -> folder + name)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException | InvalidPathException unreadable) {
      return List.of(); // completion shows no errors; the magic itself reports them
    }
  }
}
