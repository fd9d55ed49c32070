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
      "Adds engines to a running cluster, started as its others were.",
      "Tells their ids when they take requests."
    },
    footer = {"", "Example:", "  multiengine engine add -n 2"})
final class AddEngines implements Callable<Integer> {

  private static final int CHECK_MILLIS = 100;

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = {"-n", "--engines"},
      paramLabel = "N",
      defaultValue = "1",
      description = "How many engines (default: ${DEFAULT-VALUE}).")
  private int engines = 1;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "120",
      description = "How long they may take to start (default: ${DEFAULT-VALUE}).")
  private int seconds = 120;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws InterruptedException {
    if (engines < 1) {
      throw new ParameterException(spec.commandLine(), "at least one engine can be added");
    }
    try (MultiEngineClient client = cluster.connect()) {
      List<Integer> ids = await(client.addEnginesAsync(engines));
      String are = ids.size() == 1 ? " is" : " are";
      spec.commandLine().getOut().println(Engines.named(ids) + are + " ready.");
    }
    return 0;
  }

  private List<Integer> await(PendingResult<List<Integer>> added) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
    var progress = new StartProgress(spec.commandLine().getErr());
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
              + " new engines took requests within "
              + seconds
              + " s; they may still come: multiengine status");
    }
    return added.get();
  }

  private static void awaitSome(PendingResult<?> added) throws InterruptedException {
    try {
      added.toCompletableFuture().get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException endOfWait) {
      return; // the caller looks what there is
    }
  }
}
