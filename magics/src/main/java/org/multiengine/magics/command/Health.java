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

/** Checks the health of a cluster, for orchestrators such as Kubernetes. */
@Command(
    name = "health",
    mixinStandardHelpOptions = true,
    description = {
      "Checks whether a cluster on this machine is healthy.",
      "",
      "The exit status is 0 if the host is alive and has recently updated its connection file, and"
          + " its engines take requests. Otherwise the exit status is 1 and the reason is printed."
          + " The check does not connect to the cluster unless --deep is given, so it can be"
          + " repeated often."
    },
    footer = {"", "Example:", "  multiengine health --engines 4"})
final class Health implements Callable<Integer> {

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = "--engines",
      paramLabel = "N",
      description =
          "Number of engines that must take requests (default: all engines that have an id).")
  private int engines = -1;

  @Option(
      names = "--max-age",
      paramLabel = "SECONDS",
      defaultValue = "10",
      description =
          "Seconds within which the host must have updated its connection file (default:"
              + " ${DEFAULT-VALUE}).")
  private int maxAge = 10;

  @Option(
      names = "--deep",
      description = "Also connects to the cluster and runs code on all engines.")
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
    spec.commandLine()
        .getOut()
        .println("healthy: " + count(connection.engines()) + " take requests");
    return 0;
  }

  private void requireHost(ConnectionFile connection) throws IOException {
    if (!connection.hostIsAlive()) {
      throw new KernelError("the host, process " + connection.pid() + ", has ended");
    }
    Instant updated = Files.getLastModifiedTime(cluster.file()).toInstant();
    Duration age = Duration.between(updated, Instant.now());
    if (age.toSeconds() > maxAge) {
      throw new KernelError(
          "the host, process "
              + connection.pid()
              + ", has not updated its connection file for "
              + age.toSeconds()
              + " s");
    }
  }

  private static void requireEngines(int ready, int wanted) {
    if (ready < wanted) {
      throw new KernelError("only " + ready + " of " + count(wanted) + " take requests");
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
