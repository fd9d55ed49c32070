package org.multiengine.magics.command;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.error.KernelError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells orchestrators whether a cluster is well. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = {
      "Ends with status 0 if a cluster of this machine is well, and with 1 and the reason if not:"
          + " its",
      "host lives, has told so within the last seconds, and its engines take requests. Does not",
      "join the cluster unless --deep is given, and is made to be asked often."
    },
    footer = {"", "Example:", "  multiengine health --engines 4"})
final class Health implements Callable<Integer> {

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = "--engines",
      paramLabel = "N",
      description = "How many engines are to take requests (default: all that have an id).")
  private int engines = -1;

  @Option(
      names = "--max-age",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description = "How long ago the host may have told of itself (default: ${DEFAULT-VALUE}).")
  private int maxAge = 10;

  @Option(names = "--deep", description = "Joins the cluster, too, and runs code on all engines.")
  private boolean deep;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ConnectionFile connection = cluster.connection();
    requireHost(connection);
    int wanted = engines < 0 ? connection.slots().size() : engines;
    requireEngines(connection.engines(), wanted);
    if (deep) {
      runCode(wanted);
    }
    spec.commandLine().getOut().println("well: " + count(connection.engines()) + " take requests");
    return 0;
  }

  private void requireHost(ConnectionFile connection) throws IOException {
    if (!connection.hostIsAlive()) {
      throw new KernelError("the host, process " + connection.pid() + ", has ended");
    }
    Instant told = Files.getLastModifiedTime(cluster.file()).toInstant();
    Duration age = Duration.between(told, Instant.now());
    if (age.toSeconds() > maxAge) {
      throw new KernelError(
          "the host, process "
              + connection.pid()
              + ", has told nothing of itself for "
              + age.toSeconds()
              + " s");
    }
  }

  private static void requireEngines(int there, int wanted) {
    if (there < wanted) {
      throw new KernelError("only " + there + " of " + count(wanted) + " take requests");
    }
  }

  private static String count(int engines) {
    return engines == 1 ? "1 engine" : engines + " engines";
  }

  private void runCode(int wanted) {
    try (MultiEngineClient client = cluster.connect()) {
      requireEngines(client.execute("1").size(), wanted);
    }
  }
}
