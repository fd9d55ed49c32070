package org.multiengine.client.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the start script tells a JVM of the installation it belongs to, by system properties, and
 * what the JVMs that are started from here are told in turn:
 *
 * <ul>
 *   <li>{@code config.file}: the file of settings
 *   <li>{@code multiengine.archive}: the place of the class-data archive, from which JVMs read what
 *       one of them has made of the classes; {@code multiengine archive} writes it
 * </ul>
 */
public final class Installation {

  private static final String SETTINGS = "config.file";
  private static final String ARCHIVE = "multiengine.archive";

  private static final int UNSAFE_OPTION_SINCE = 23;

  private Installation() {}

  /**
   * Returns the options by which newer JVMs allow, without a warning, that the object serializer
   * reaches into memory.
   */
  public static List<String> accessOptions() {
    return Runtime.version().feature() >= UNSAFE_OPTION_SINCE
        ? List.of("--sun-misc-unsafe-memory-access=allow")
        : List.of();
  }

  /** Returns the place of the archive, whether it is there or not; empty if there is no place. */
  public static Optional<Path> archive() {
    return property(ARCHIVE).map(Path::of);
  }

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns options for a JVM with the class path of this one. It starts without the archive if
   * that does not fit, and does not say so.
   */
  public static List<String> childOptions() {
    List<String> options = new ArrayList<>();
    property(SETTINGS).ifPresent(file -> options.add("-D" + SETTINGS + "=" + file));
    property(ARCHIVE).ifPresent(file -> options.add("-D" + ARCHIVE + "=" + file));
    archive().filter(Files::exists).ifPresent(file -> addArchive(file, options));
    return options;
  }

  private static void addArchive(Path file, List<String> options) {
    options.add("-XX:SharedArchiveFile=" + file);
    options.add("-Xlog:disable");
    // JDK 25 takes it for an error that an archive does not fit.
    options.add("-Xlog:all=error,cds*=off:stderr");
  }
}
