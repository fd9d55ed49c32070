package org.multiengine.magics.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import org.multiengine.core.KernelError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the log of a cluster's host. */
@Command(
    name = "logs",
    mixinStandardHelpOptions = true,
    description = "Shows the end of the log of a cluster's host.",
    footer = {"", "Example:", "  multiengine logs -n 50"})
final class Logs implements Callable<Integer> {

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "N",
      defaultValue = "100",
      description = "How many lines (default: ${DEFAULT-VALUE}).")
  private int lines = 100;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path log = cluster.folder().log();
    if (!Files.exists(log)) {
      throw new KernelError(
          "there is no log " + log + "; only clusters started with --daemon write one");
    }
    last(log).forEach(spec.commandLine().getOut()::println);
    return 0;
  }

  private Deque<String> last(Path log) throws IOException {
    Deque<String> kept = new ArrayDeque<>();
    try (BufferedReader reader = Files.newBufferedReader(log)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (kept.size() >= lines) {
          kept.pollFirst();
        }
        kept.addLast(line);
      }
    }
    return kept;
  }
}
