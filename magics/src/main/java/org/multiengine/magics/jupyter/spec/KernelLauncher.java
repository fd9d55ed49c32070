package org.multiengine.magics.jupyter.spec;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the command line with which Jupyter starts this program. */
public final class KernelLauncher {

  /** A script that says so if the program has been moved since the kernel was installed. */
  private static final String CHECK =
      "if [ -x \"$0\" ]; then exec \"$0\" \"$@\"; fi;"
          + " echo \"multiengine is no longer at $0; run 'multiengine jupyter install' again\" >&2;"
          + " exit 127";

  private KernelLauncher() {}

  /**
   * Returns the words that start this program, to which its arguments are added.
   *
   * @param script the start script of an installed program; null if the program runs from classes
   * @param javaOptions the options of a JVM that runs classes
   * @param mainClass the main class of a JVM that runs classes
   */
  public static List<String> words(
      @Nullable Path script, List<String> javaOptions, String mainClass) {
    List<String> words = new ArrayList<>();
    boolean shell = File.separatorChar == '/';
    if (shell) {
      words.addAll(List.of("/bin/sh", "-c", CHECK));
    }
    if (script != null) {
      words.add(script.toString());
      return words;
    }
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(javaOptions);
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
    return words;
  }

  /** Returns the start script of the installation that this process runs; null if there is none. */
  public static @Nullable Path installedScript() {
    String settings = System.getProperty("config.file", "");
    Path conf = settings.isEmpty() ? null : Path.of(settings).toAbsolutePath().getParent();
    Path home = conf == null ? null : conf.getParent();
    if (home == null) {
      return null;
    }
    String name = File.separatorChar == '\\' ? "multiengine.bat" : "multiengine";
    Path script = home.resolve("bin").resolve(name);
    return Files.isRegularFile(script) ? script : null;
  }
}
