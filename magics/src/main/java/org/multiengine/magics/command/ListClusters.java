package org.multiengine.magics.command;

import java.io.PrintWriter;
import java.util.List;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.error.KernelError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the clusters that are known on this machine. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists your clusters on this machine.",
      "",
      "A cluster in the state 'ended' was killed and left its files behind; 'multiengine stop'"
          + " removes them."
    },
    footer = {"", "Example:", "  multiengine list"})
final class ListClusters implements Runnable {

  private static final String FORMAT = "%-16s %-8s %7s %8s  %-16s %s%n";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    List<ClusterFolder> folders = ClusterFolder.list();
    if (folders.isEmpty()) {
      out.println("There is no cluster. Start one: multiengine start -n 4");
      return;
    }
    out.printf(FORMAT, "NAME", "STATE", "ENGINES", "PID", "VERSION", "CONNECTION FILE");
    folders.forEach(folder -> show(out, folder));
  }

  private static void show(PrintWriter out, ClusterFolder folder) {
    try {
      ConnectionFile connection = ConnectionFile.read(folder.connectionFile());
      boolean running = connection.hostIsAlive();
      out.printf(
          FORMAT,
          connection.name(),
          running ? (connection.isOfThisMachine() ? "running" : "remote") : "ended",
          running ? connection.engines() : 0,
          connection.pid(),
          connection.versions().getOrDefault("multiengine", "unknown"),
          folder.connectionFile());
    } catch (KernelError unreadable) {
      out.printf(FORMAT, folder.name(), "unknown", "?", "?", "?", folder.connectionFile());
    }
  }
}
