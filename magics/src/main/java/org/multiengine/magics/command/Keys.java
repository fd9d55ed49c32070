package org.multiengine.magics.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.cluster.Invitation;
import org.multiengine.client.join.ClusterFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the connection files of a cluster before its hosts are started. */
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    customSynopsis = {
      "multiengine keys [-hV] [--door-port=PORT] [--name=NAME]",
      "                 --seed-nodes=HOST:PORT[,...] FOLDER"
    },
    description = {
      "Writes the connection files of a cluster before its hosts are started.",
      "",
      "The files suit machines that are all set up in the same way, such as the pods of Kubernetes."
          + " Each host starts with 'start --join connection.json'; the first of the seed nodes"
          + " founds the cluster. The file client.json is for users who only connect as clients.",
      "",
      "If FOLDER already has an authority.pem, the command keeps it and signs new files with it."
    },
    footer = {
      "",
      "Example:",
      "  multiengine keys secrets --seed-nodes 10.0.0.1:25520,10.0.0.2:25520 \\",
      "    --door-port 25519"
    })
final class Keys implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "Folder to which the files are written.")
  private Path folder = Path.of("");

  @Option(
      names = "--seed-nodes",
      paramLabel = "HOST:PORT",
      split = ",",
      required = true,
      description = "Hosts through which others join; the first one founds the cluster.")
  private List<String> seedNodes = List.of();

  @Option(
      names = "--door-port",
      paramLabel = "PORT",
      description =
          "Port at which clients connect to each host (default: the setting"
              + " multiengine.host.door.port). Start the hosts with the same --door-port. Without a"
              + " port, clients cannot connect with these files.")
  private @Nullable Integer doorPort;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = ClusterFolder.DEFAULT_NAME,
      description = "Name of the cluster (default: ${DEFAULT-VALUE}).")
  private String name = ClusterFolder.DEFAULT_NAME;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    var cluster = new ClusterFolder(name);
    Invitation written =
        doorPort == null
            ? Invitation.write(folder, cluster, seedNodes)
            : Invitation.write(folder, cluster, seedNodes, doorPort);
    PrintWriter out = spec.commandLine().getOut();
    out.println("For hosts (grants full control): " + written.connectionFile());
    out.println("For clients: " + written.clientFile());
    return 0;
  }
}
