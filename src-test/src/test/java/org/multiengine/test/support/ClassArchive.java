package org.multiengine.test.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.multiengine.magics.command.Main;

/**
 * Creates a class-data archive for the JVMs that tests start. There are hundreds of them, and each
 * is ready in half the time. The archive needs jars, which only a build to the phase {@code
 * package} has; otherwise JVMs start without one.
 */
public final class ClassArchive implements LauncherSessionListener {

  private static final String CLASS_PATH = "java.class.path";

  /** Creates the listener for JUnit. */
  public ClassArchive() {}

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    List<String> entries = List.of(System.getProperty(CLASS_PATH).split(File.pathSeparator));
    List<String> jars = entries.stream().filter(entry -> entry.endsWith(".jar")).toList();
    if (jars.stream().noneMatch(jar -> jar.contains("multiengine-magics"))) {
      return;
    }
    try {
      Path archive = Path.of("target", "classes.jsa").toAbsolutePath();
      writeOnce(archive, String.join(File.pathSeparator, jars));
      // An archive fits class paths that begin as its own does.
      System.setProperty(
          CLASS_PATH,
          Stream.concat(jars.stream(), entries.stream().filter(entry -> !jars.contains(entry)))
              .collect(Collectors.joining(File.pathSeparator)));
      System.setProperty("multiengine.archive", archive.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("the class-data archive for child JVMs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Writes the archive unless another JVM of this build has done so. */
  private static void writeOnce(Path archive, String jars)
      throws IOException, InterruptedException {
    try (BuildMarker marker = BuildMarker.lock(archive.resolveSibling("classes.build"))) {
      if (!marker.isOfThisBuild()) {
        Files.deleteIfExists(archive);
        write(archive, jars);
        marker.set();
      }
    }
  }

  private static void write(Path archive, String jars) throws IOException, InterruptedException {
    ProcessBuilder program = Children.java(Main.class.getName(), "archive");
    program.command().set(program.command().indexOf("-cp") + 1, jars);
    program.command().add(1, "-Dmultiengine.archive=" + archive);
    Process process = program.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("multiengine archive has failed: " + said);
    }
  }

  /** Returns the options by which a child JVM uses the archive; none if there is no archive. */
  static List<String> options() {
    String archive = System.getProperty("multiengine.archive", "");
    return archive.isEmpty()
        ? List.of()
        : Arrays.asList(
            "-Dmultiengine.archive=" + archive,
            "-XX:SharedArchiveFile=" + archive,
            "-Xlog:disable",
            "-Xlog:all=error,cds*=off:stderr");
  }
}
