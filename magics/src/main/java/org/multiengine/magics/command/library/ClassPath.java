package org.multiengine.magics.command.library;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiengine.core.code.LibraryName;
import org.multiengine.core.error.KernelError;

/**
 * Libraries that an option of a command names.
 *
 * @param entries jars and folders of classes, absolute
 */
public record ClassPath(List<Path> entries) {

  private static final String ALL_JARS = "*";

  /**
   * Parses an option.
   *
   * @param text jars and folders, separated as in a class path; a star at the end of a folder
   *     stands for its jars
   * @throws IllegalArgumentException if a file does not exist
   * @throws KernelError if two versions of a library are named, or one that this installation has
   *     in another version
   */
  public static ClassPath parse(String text) {
    List<Path> entries = new ArrayList<>();
    for (String each : text.isBlank() ? new String[0] : text.split(File.pathSeparator, -1)) {
      if (each.endsWith(ALL_JARS)) {
        entries.addAll(jarsIn(Path.of(each.substring(0, each.length() - 1)).toAbsolutePath()));
      } else {
        Path path = Path.of(each).toAbsolutePath().normalize();
        if (!Files.exists(path)) {
          throw new IllegalArgumentException("there is no library " + each);
        }
        entries.add(path);
      }
    }
    var all = new ClassPath(List.copyOf(entries));
    all.requireNoConflicts();
    return all;
  }

  private static List<Path> jarsIn(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no folder " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".jar"))
          .map(Path::normalize)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the folder " + folder + ": " + e, e);
    }
  }

  private void requireNoConflicts() {
    List<String> present = new ArrayList<>(LibraryName.jarsOf(own()));
    for (Path entry : entries) {
      String name = String.valueOf(entry.getFileName());
      if (name.endsWith(".jar")) {
        if (!present.contains(name)) {
          LibraryName.of(name).requireNoOther(present);
        }
        present.add(name);
      }
    }
  }

  /** Returns whether the option names no library. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Returns the class path of this process with the libraries behind it. */
  public String behindOwn() {
    return isEmpty() ? own() : own() + File.pathSeparator + this;
  }

  private static String own() {
    return System.getProperty("java.class.path");
  }

  /** Returns the libraries as a class path. */
  @Override
  public String toString() {
    return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }
}
