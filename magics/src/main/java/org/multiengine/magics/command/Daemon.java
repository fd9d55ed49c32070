package org.multiengine.magics.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.multiengine.client.cluster.Installation;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.process.Logging;

/**
 * Starts the host of a cluster as a process that outlives this one, and waits until it is ready.
 */
final class Daemon {

  private static final int FILE_CHECK_INTERVAL_MILLIS = 100;
  private static final int MAX_SHOWN_LINES = 15;

  /**
   * The JVM options of the start script. They suit a host, which computes little after its start.
   */
  private static final List<String> LIGHT_JVM_OPTIONS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final ClusterFolder folder;

  Daemon(ClusterFolder folder) {
    this.folder = folder;
  }

  /** Starts the host, and returns its connection file when the engines are ready. */
  ConnectionFile start(List<String> arguments) throws IOException, InterruptedException {
    folder.create();
    Files.deleteIfExists(folder.connectionFile());
    Process host =
        new ProcessBuilder(command(arguments))
            .redirectErrorStream(true)
            .redirectOutput(folder.console().toFile())
            .redirectInput(ProcessBuilder.Redirect.from(new File(nullDevice())))
            .start();
    while (!Files.exists(folder.connectionFile())) {
      if (host.waitFor(FILE_CHECK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new KernelError(
            "the host ended with exit status " + host.exitValue() + ":\n" + lastLines());
      }
    }
    return ConnectionFile.read(folder.connectionFile());
  }

  private static List<String> command(List<String> arguments) {
    List<String> command = new ArrayList<>();
    // In a session of its own, neither Ctrl-C nor the end of the terminal reaches the host.
    Path setsid = Path.of("/usr/bin/setsid");
    if (Files.isExecutable(setsid)) {
      command.add(setsid.toString());
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(LIGHT_JVM_OPTIONS);
    command.addAll(Installation.accessOptions());
    String home = System.getProperty("multiengine.home");
    if (home != null) {
      command.add("-Dmultiengine.home=" + home);
    }
    command.addAll(Installation.childOptions());
    command.add(Logging.option());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    command.addAll(arguments);
    return command;
  }

  private static String nullDevice() {
    return File.separatorChar == '\\' ? "NUL" : "/dev/null";
  }

  /** Returns the last lines that the host printed. */
  private String lastLines() throws IOException {
    List<String> lines = Files.readAllLines(folder.console());
    return String.join(
        "\n", lines.subList(Math.max(0, lines.size() - MAX_SHOWN_LINES), lines.size()));
  }
}
