package org.multiengine.core.code;

import java.io.File;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.multiengine.core.error.KernelError;

/**
 * The artifact and version that the file name of a jar tells.
 *
 * @param file the file name
 * @param artifact the name of the library, for example {@code commons-csv}
 * @param version its version, for example {@code 1.14.0}; empty if the name has none
 */
public record LibraryName(String file, String artifact, String version) {

  private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

  /** Parses a file name. */
  public static LibraryName of(String file) {
    if (file.contains("/") || file.contains("\\")) {
      throw new KernelError("the name of a library has no folder: " + file);
    }
    Matcher versioned = VERSIONED.matcher(file);
    return versioned.matches()
        ? new LibraryName(file, versioned.group(1), versioned.group(2))
        : new LibraryName(file, file.replaceFirst("\\.jar$", ""), "");
  }

  /** Returns the file names of the jars of a class path. */
  public static List<String> jarsOf(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator, -1))
        .map(entry -> new File(entry).getName())
        .filter(name -> name.endsWith(".jar"))
        .toList();
  }

  /**
   * Checks that no other version of this library is present.
   *
   * @param present the file names of jars
   * @throws KernelError if there is another version; names both
   */
  public void requireNoOther(Collection<String> present) {
    for (String other : present) {
      LibraryName there = of(other);
      if (there.artifact.equals(artifact)) {
        throw new KernelError(
            file.equals(other)
                ? "the library " + file + " is here already, with other contents"
                : "the library " + file + " conflicts with " + other + ", which is here already");
      }
    }
  }
}
