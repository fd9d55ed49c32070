package org.multiengine.test.support;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Class paths of child processes. */
public final class ClassPaths {

  /** The folder of the classes of these tests. */
  private static final String OF_TESTS =
      Path.of(
              URI.create(
                  ClassPaths.class.getProtectionDomain().getCodeSource().getLocation().toString()))
          .toString();

  private ClassPaths() {}

  /** Returns the class path of this JVM without the classes of tests. */
  public static String withoutTests() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes") && !entry.equals(OF_TESTS))
        .collect(Collectors.joining(File.pathSeparator));
  }

  public static String join(Object... entries) {
    return Arrays.stream(entries)
        .map(String::valueOf)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
