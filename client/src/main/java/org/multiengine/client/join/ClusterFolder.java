package org.multiengine.client.join;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.multiengine.actors.internal.security.PrivateFiles;
import org.multiengine.core.error.KernelError;

/**
 * The folder of a cluster of this user on this machine: it holds the cluster's connection files and
 * logs, and is below {@code ~/.multiengine/clusters}. The system property {@code multiengine.home}
 * or the environment variable {@code MULTIENGINE_HOME} replaces {@code ~/.multiengine}.
 *
 * <pre>{@code
 * LocalCluster.builder().processes(4).publish(new ClusterFolder("work")).start();
 * // in another program of this user:
 * MultiEngineClient.connect(new ClusterFolder("work").connectionFile());
 * }</pre>
 *
 * @param name the name of the cluster: letters, digits, {@code . _ -}, up to 64 of them
 * @param base the folder of all files of Multiengine
 */
public record ClusterFolder(String name, Path base) {

  /** The default name of a cluster. */
  public static final String DEFAULT_NAME = "default";

  /** The name of the host's log in the folder. */
  public static final String LOG = "multiengine.log";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String CONNECTION = "connection.json";
  private static final String CLIENT = "client.json";

  /** Checks the name. */
  public ClusterFolder {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a cluster's name is up to 64 letters, digits and '.', '_', '-': " + name);
    }
  }

  /** Creates the folder of a cluster of this user; see {@link #home()}. */
  public ClusterFolder(String name) {
    this(name, home());
  }

  /** Returns the folder of all files of Multiengine of this user. */
  public static Path home() {
    String home = System.getProperty("multiengine.home", System.getenv("MULTIENGINE_HOME"));
    return home == null || home.isEmpty()
        ? Path.of(System.getProperty("user.home"), ".multiengine")
        : Path.of(home);
  }

  /** Returns the folder of all files of Multiengine; creates it if it does not exist. */
  public static Path createHome() {
    try {
      PrivateFiles.makeFolder(home());
      return home();
    } catch (IOException e) {
      throw new KernelError("cannot create the folder " + home() + ": " + e, e);
    }
  }

  private static Path clustersIn(Path base) {
    return base.resolve("clusters");
  }

  /**
   * Returns the clusters that have a connection file here, ordered by name; includes ended ones.
   */
  public static List<ClusterFolder> list() {
    Path clusters = clustersIn(home());
    if (!Files.isDirectory(clusters)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(clusters)) {
      return folders
          .filter(folder -> Files.exists(folder.resolve(CONNECTION)))
          .map(folder -> new ClusterFolder(String.valueOf(folder.getFileName())))
          .sorted((a, b) -> a.name.compareTo(b.name))
          .toList();
    } catch (IOException e) {
      throw new KernelError("cannot read " + clusters + ": " + e, e);
    }
  }

  /** Returns the folder. */
  public Path path() {
    return clustersIn(base).resolve(name);
  }

  /** Returns the path of the connection file. */
  public Path connectionFile() {
    return path().resolve(CONNECTION);
  }

  /** Returns the path of the connection file whose holder can be a client only. */
  public Path clientFile() {
    return path().resolve(CLIENT);
  }

  /** Returns the path of the host's log. */
  public Path log() {
    return path().resolve(LOG);
  }

  /** Returns the path of the output of the engine process of a slot. */
  public Path engineLog(String slot) {
    return path().resolve(engineLogName(slot));
  }

  /** Returns the file name of the output of the engine process of a slot. */
  public static String engineLogName(String slot) {
    return "engine-" + slot + ".log";
  }

  /** Returns the path of the JVM's report if the engine process of a slot has crashed. */
  public Path crashReport(String slot) {
    return path().resolve(crashReportName(slot));
  }

  /**
   * Returns the file name of such a report; it matches the pattern of logs, to be removed with
   * them.
   */
  public static String crashReportName(String slot) {
    return "engine-" + slot + "-crash.log";
  }

  /** Returns the path of the output of a host that runs without a terminal. */
  public Path console() {
    return path().resolve("console.log");
  }

  /** Creates the folder, which only its owner can enter. */
  public void create() {
    try {
      PrivateFiles.makeFolder(path());
    } catch (IOException e) {
      throw new KernelError("cannot create the folder " + path() + ": " + e, e);
    }
  }
}
