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

/**
 * Starts the host of a cluster as a process that outlives this one, and waits until it is ready.
 */
final class Daemon {

  private static final int CHECK_MILLIS = 100;
  private static final int KEPT_LINES = 15;

  /** As the start script has them: a host computes little, most of it while it starts. */
  private static final List<String> LIGHT = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private final ClusterFolder folder;

  Daemon(ClusterFolder folder) {
    this.folder = folder;
  }

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
      if (host.waitFor(CHECK_MILLIS, TimeUnit.MILLISECONDS)) {
        throw new KernelError(
            "the host has ended with exit status " + host.exitValue() + ":\n" + lastLines());
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
    command.addAll(LIGHT);
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

  private String lastLines() throws IOException {
    List<String> lines = Files.readAllLines(folder.console());
    return String.join("\n", lines.subList(Math.max(0, lines.size() - KEPT_LINES), lines.size()));
  }
}
