package org.multiengine.client.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The installation that this JVM belongs to. The start script describes it by system properties,
 * which are passed on to the JVMs that are started from here:
 *
 * <ul>
 *   <li>{@code config.file}: the file of settings
 *   <li>{@code multiengine.archive}: the path of the class-data archive, from which JVMs read
 *       prepared classes; {@code multiengine archive} writes it
 * </ul>
 */
public final class Installation {

  private static final String SETTINGS = "config.file";
  private static final String ARCHIVE = "multiengine.archive";

  private static final int UNSAFE_OPTION_SINCE = 23;

  private Installation() {}

  /**
   * Returns the options with which newer JVMs allow the object serializer to access memory
   * directly, without a warning.
   */
  public static List<String> accessOptions() {
    return Runtime.version().feature() >= UNSAFE_OPTION_SINCE
        ? List.of("--sun-misc-unsafe-memory-access=allow")
        : List.of();
  }

  /** Returns the path of the archive, which may not exist; empty if the installation has none. */
  public static Optional<Path> archive() {
    return archive(System::getProperty);
  }

  /** Returns the path of the archive according to properties. */
  static Optional<Path> archive(Function<String, @Nullable String> properties) {
    return property(properties, ARCHIVE).map(Path::of);
  }

  private static Optional<String> property(
      Function<String, @Nullable String> properties, String name) {
    return Optional.ofNullable(properties.apply(name)).filter(value -> !value.isEmpty());
  }

  /**
   * Returns options for a JVM with the class path of this one. The JVM silently starts without the
   * archive if that does not fit.
   */
  public static List<String> childOptions() {
    return childOptions(System::getProperty);
  }

  /** Returns options for a JVM with the class path of this one, according to properties. */
  static List<String> childOptions(Function<String, @Nullable String> properties) {
    List<String> options = new ArrayList<>();
    property(properties, SETTINGS).ifPresent(file -> options.add("-D" + SETTINGS + "=" + file));
    property(properties, ARCHIVE).ifPresent(file -> options.add("-D" + ARCHIVE + "=" + file));
    archive(properties).filter(Files::exists).ifPresent(file -> addArchive(file, options));
    return options;
  }

  private static void addArchive(Path file, List<String> options) {
    options.add("-XX:SharedArchiveFile=" + file);
    options.add("-Xlog:disable");
    // JDK 25 logs an error if an archive does not fit.
    options.add("-Xlog:all=error,cds*=off:stderr");
  }
}
