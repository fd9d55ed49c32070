package org.multiengine.magics.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.error.KernelError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Stops clusters on this machine. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = {
      "Stops the host of a cluster on this machine, with its engines and their processes.",
      "",
      "Other hosts of the cluster continue to run. If the host or application was killed, its"
          + " connection files are removed."
    },
    footer = {"", "Example:", "  multiengine stop --name experiment", "  multiengine stop --all"})
final class Stop implements Callable<Integer> {

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = "--all",
      description =
          "Stops the hosts of all your clusters on this machine, except clusters that belong to"
              + " applications.")
  private boolean all;

  @Option(names = "--everywhere", description = "Stops all hosts of the cluster, on all machines.")
  private boolean everywhere;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "Seconds to wait until the host has ended (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (!all) {
      stop(cluster.file());
      return 0;
    }
    List<ClusterFolder> folders = ClusterFolder.list();
    if (folders.isEmpty()) {
      out().println("There is no cluster.");
    }
    int status = 0;
    for (ClusterFolder folder : folders) {
      status = Math.max(status, stopOneOfAll(folder.connectionFile()));
    }
    return status;
  }

  /**
   * Stops one cluster. Prints a failure instead of throwing it, so that the others are stopped too.
   */
  private int stopOneOfAll(Path file) throws IOException, InterruptedException {
    try {
      ConnectionFile connection = ConnectionFile.read(file);
      if (!connection.isOfApplication() || !connection.hostIsAlive()) {
        stop(file);
      }
      return 0;
    } catch (KernelError error) {
      spec.commandLine().getErr().println("multiengine: " + error.getMessage());
      return 1;
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private void stop(Path file) throws IOException, InterruptedException {
    ConnectionFile connection = ConnectionFile.read(file);
    if (!connection.hostIsAlive()) {
      removeFiles(file);
      out()
          .println(
              "The cluster '"
                  + connection.name()
                  + "' had already ended; its connection file has been removed.");
      return;
    }
    if (connection.isOfApplication()) {
      throw new KernelError(
          "the cluster '"
              + connection.name()
              + "' belongs to an application, process "
              + connection.pid()
              + "; it ends when the application ends");
    }
    if (everywhere) {
      stopAllHosts(file);
    } else {
      // A signal also ends a host that is too busy to answer messages or refuses connections.
      connection.process().orElseThrow(() -> elsewhere(connection, file)).destroy();
    }
    awaitEnd(connection);
    out().println("The cluster '" + connection.name() + "' has ended.");
  }

  /** Removes the connection files that a killed host or application has left. */
  private static void removeFiles(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (String.valueOf(file.getFileName()).equals("connection.json")) {
      Files.deleteIfExists(file.resolveSibling("client.json"));
    }
  }

  private static KernelError elsewhere(ConnectionFile connection, Path file) {
    return new KernelError(
        "the host of the cluster '"
            + connection.name()
            + "' is not on this machine but at "
            + connection.address()
            + " on the machine '"
            + connection.machine()
            + "'; stop it there, or stop all hosts with --everywhere; if it has ended, remove "
            + file);
  }

  private static void stopAllHosts(Path file) {
    try (MultiEngineClient client = MultiEngineClient.connect(file)) {
      client.kill(true);
    }
  }

  private void awaitEnd(ConnectionFile connection) throws InterruptedException {
    CompletableFuture<ProcessHandle> ended =
        connection
            .process()
            .map(ProcessHandle::onExit)
            .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()));
    try {
      ended.get(Duration.ofSeconds(seconds).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KernelError(
          "the host of the cluster '"
              + connection.name()
              + "', process "
              + connection.pid()
              + ", has not ended within "
              + seconds
              + " s; see its log: multiengine logs --name "
              + connection.name(),
          e);
    }
  }
}
