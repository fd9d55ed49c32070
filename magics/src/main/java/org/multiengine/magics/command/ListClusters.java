package org.multiengine.magics.command;

import org.multiengine.client.ClusterFolder;
import org.multiengine.client.ConnectionFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the clusters that are known on this machine. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists your clusters on this machine.",
    footer = {"", "Example:", "  multiengine list"})
final class ListClusters implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    var out = spec.commandLine().getOut();
    var folders = ClusterFolder.list();
    if (folders.isEmpty()) {
      out.println("There is no cluster. Start one: multiengine start -n 4");
      return;
    }
    out.printf("%-16s %-10s %8s  %s%n", "NAME", "STATE", "PID", "CONNECTION FILE");
    for (ClusterFolder folder : folders) {
      ConnectionFile connection = ConnectionFile.read(folder.connectionFile());
      String state = connection.hostIsAlive() ? "running" : "ended";
      out.printf(
          "%-16s %-10s %8d  %s%n",
          connection.name(), state, connection.pid(), folder.connectionFile());
    }
  }
}
