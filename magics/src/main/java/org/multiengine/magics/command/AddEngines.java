package org.multiengine.magics.command;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.terminal.StartProgress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Adds engines to a running cluster. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Adds engines to a running cluster and waits until they take requests.",
      "",
      "The host starts them in the same way as the cluster's other engines."
    },
    footer = {"", "Example:", "  multiengine engine add -n 2"})
final class AddEngines implements Callable<Integer> {

  private static final int PROGRESS_INTERVAL_MILLIS = 100;

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = {"-n", "--engines"},
      paramLabel = "N",
      defaultValue = "1",
      description = "Number of engines to add (default: ${DEFAULT-VALUE}).")
  private int engines = 1;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "Seconds to wait until the engines take requests (default: ${DEFAULT-VALUE}).")
  private int seconds = 120;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (engines < 1) {
      throw new ParameterException(spec.commandLine(), "at least one engine must be added");
    }
    try (MultiEngineClient client = cluster.connect()) {
      List<Integer> ids = await(client.addEnginesAsync(engines));
      String are = ids.size() == 1 ? " is" : " are";
      spec.commandLine().getOut().println(Engines.named(ids) + are + " ready.");
    }
    return 0;
  }

  /** Waits until the engines are ready, and shows meanwhile how many are. */
  private List<Integer> await(PendingResult<List<Integer>> added) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    var progress = new StartProgress(spec.commandLine().getErr(), cluster.caller().hasTerminal());
    try {
      while (!added.isDone() && System.nanoTime() < deadline) {
        progress.show(added.progress());
        awaitSome(added);
      }
      progress.show(added.progress());
    } finally {
      progress.end();
    }
    if (!added.isDone()) {
      throw new KernelError(
          "only "
              + added.progress()
              + " new engines were ready within "
              + seconds
              + " s; the others may still start; see: multiengine status");
    }
    return added.get();
  }

  /** Waits until the engines are ready or their number is to be shown again. */
  private static void awaitSome(PendingResult<?> added) throws InterruptedException {
    try {
      added.toCompletableFuture().get(PROGRESS_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException endOfWait) {
      return; // the caller checks whether the engines are ready
    }
  }
}
