package org.multiengine.magics.command;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiengine.client.ConnectionFile;
import org.multiengine.core.KernelError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Ends a cluster that runs on this machine. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    description = "Ends a cluster: its engines, their processes and its host.",
    footer = {"", "Example:", "  multiengine stop --name experiment"})
final class Stop implements Callable<Integer> {

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "How long it may take (default: ${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    ConnectionFile connection = cluster.connection();
    if (!connection.hostIsAlive()) {
      throw new KernelError("the cluster '" + connection.name() + "' has ended already");
    }
    // A signal, not a message: it also ends a host that is too busy to answer or lets nobody join.
    ProcessHandle host = ProcessHandle.of(connection.pid()).orElseThrow();
    host.destroy();
    CompletableFuture<ProcessHandle> ended = host.onExit();
    try {
      ended.get(Duration.ofSeconds(seconds).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new KernelError(
          "the host, process "
              + connection.pid()
              + ", has not ended within "
              + seconds
              + " s; see its log: multiengine logs",
          e);
    }
    spec.commandLine().getOut().println("The cluster '" + connection.name() + "' has ended.");
    return 0;
  }
}
