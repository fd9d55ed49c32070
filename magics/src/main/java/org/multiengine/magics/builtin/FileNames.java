package org.multiengine.magics.builtin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that the last word of a line may name, for completion. */
final class FileNames {

  private FileNames() {}

  /**
   * Returns the names in the folder of the last word, as they would be typed: folders end with a
   * slash. Hidden files are among them only if the word begins with a dot; names that would have to
   * be quoted are not.
   */
  static List<String> of(String line) {
    String word = line.replaceFirst("(?s).*\\s", "");
    int behindFolder = word.lastIndexOf('/') + 1;
    String folder = word.substring(0, behindFolder);
    boolean hidden = word.startsWith(".", behindFolder);
    try (Stream<Path> files = Files.list(TextFiles.path(folder.isEmpty() ? "." : folder))) {
      return files
          .map(file -> file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
          .filter(name -> hidden || !name.startsWith("."))
          .filter(name -> !name.matches(".*[\\s'\"].*"))
          .map(name -> folder + name)
          .sorted()
          .toList();
    } catch (IOException | UncheckedIOException | InvalidPathException unreadable) {
      return List.of(); // a tab is no place for an error; the magic itself will tell
    }
  }
}
