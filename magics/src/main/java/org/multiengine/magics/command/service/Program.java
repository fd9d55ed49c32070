package org.multiengine.magics.command.service;

import java.io.File;
import java.security.CodeSource;

/**
 * Identifies the program that a process runs. A host runs commands only for processes of the same
 * program, because another one may print something else.
 */
public final class Program {

  private Program() {}

  /**
   * Returns the version of Java, and the file of the classes of this process with its time and
   * size. Called before the file can be replaced, that is at the start of the process.
   */
  @SuppressWarnings("UnnecessaryStringBuilder") // the first concatenation of a JVM takes long
  public static String identity() {
    CodeSource source = Program.class.getProtectionDomain().getCodeSource();
    File file = source == null ? new File("") : new File(source.getLocation().getPath());
    return new StringBuilder(System.getProperty("java.vm.vendor", ""))
        .append(' ')
        .append(System.getProperty("java.runtime.version", ""))
        .append(' ')
        .append(file.getPath())
        .append(' ')
        .append(file.lastModified())
        .append(' ')
        .append(file.isFile() ? file.length() : 0)
        .toString();
  }

  /** Returns the path of the file of settings of this process; empty if there is none. */
  public static String settings() {
    return System.getProperty("config.file", "");
  }
}
