package org.multiengine.magics.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
    description = {
      "Writes the connection files of a cluster before its hosts are started, for machines that"
          + " are",
      "all set up from the same files, such as the pods of Kubernetes. Each host starts with"
          + " 'start",
      "--join connection.json', and the first of the seed nodes founds the cluster. client.json is",
      "for those who are to be clients only. If FOLDER has an authority.pem, that is kept, and the",
      "files are made anew with it."
    },
    footer = {
      "",
      "Example:",
      "  multiengine keys secrets --seed-nodes 10.0.0.1:25520,10.0.0.2:25520"
    })
final class Keys implements Callable<Integer> {

  @Parameters(paramLabel = "FOLDER", description = "Where they are written.")
  private Path folder = Path.of("");

  @Option(
      names = "--seed-nodes",
      paramLabel = "HOST:PORT",
      split = ",",
      required = true,
      description = "The hosts by which others join, the one that founds the cluster first.")
  private List<String> seedNodes = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      defaultValue = ClusterFolder.DEFAULT_NAME,
      description = "The cluster's name (default: ${DEFAULT-VALUE}).")
  private String name = ClusterFolder.DEFAULT_NAME;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Invitation written = Invitation.write(folder, new ClusterFolder(name), seedNodes);
    PrintWriter out = spec.commandLine().getOut();
    out.println("For hosts, who have it can do everything: " + written.connectionFile());
    out.println("For clients: " + written.clientFile());
    return 0;
  }
}
