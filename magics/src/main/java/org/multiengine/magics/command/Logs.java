package org.multiengine.magics.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.command.terminal.LogTail;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the log of a cluster's host or of an engine's process. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the end of the log of a cluster's host or of an engine's process.",
      "",
      "The log of an engine's process has everything it prints in addition to the output of"
          + " commands."
    },
    footer = {"", "Example:", "  multiengine logs -n 50 --follow", "  multiengine logs --engine 2"})
final class Logs implements Callable<Integer> {

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "100",
      description = "Number of lines to show (default: ${DEFAULT-VALUE}).")
  private int lines = 100;

  @Option(
      names = {"-f", "--follow"},
      description = "Follows the log until Ctrl-C or until the cluster ends.")
  private boolean follow;

  @Option(
      names = "--engine",
      paramLabel = "ID",
      description = "Shows the log of the process of this engine instead of the host's log.")
  private @Nullable Integer engine;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path log = engine == null ? cluster.beside(ClusterFolder.LOG) : ofEngine(engine);
    if (!Files.exists(log)) {
      throw new KernelError("there is no log " + log + "; start a cluster: multiengine start -n 4");
    }
    var tail = new LogTail(log, spec.commandLine().getOut());
    tail.showLast(lines);
    while (follow && hostIsAlive()) {
      tail.showMore();
      LogTail.awaitNextPoll();
    }
    tail.showMore();
    return 0;
  }

  private boolean hostIsAlive() {
    Path file = cluster.file();
    return Files.exists(file) && ConnectionFile.read(file).hostIsAlive();
  }

  /** Returns the log of the process of an engine. */
  private Path ofEngine(int id) {
    String slot = cluster.connection().slots().get(id);
    if (slot == null) {
      throw new InvalidEngineID(
          "the cluster '"
              + cluster.connection().name()
              + "' has no engine "
              + id
              + "; it has "
              + cluster.connection().slots().keySet().stream().sorted().toList());
    }
    return cluster.beside(ClusterFolder.engineLogName(slot));
  }
}
