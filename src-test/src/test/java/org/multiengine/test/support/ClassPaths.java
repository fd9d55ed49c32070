package org.multiengine.test.support;

import java.io.File;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Class paths of child processes. */
public final class ClassPaths {

  private ClassPaths() {}

  /** Returns the class path of this JVM without the classes of tests. */
  public static String withoutTests() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.contains("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  public static String join(Object... entries) {
    return Arrays.stream(entries)
        .map(String::valueOf)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
