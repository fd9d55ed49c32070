package org.multiengine.magics.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.magics.command.process.Logging;
import org.multiengine.magics.tour.Tour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows a session that introduces the interface. */
@Command(
    name = "tour",
    mixinStandardHelpOptions = true,
    description = {
      "Shows a session with four engines and counts the words of a text on them.",
      "",
      "The engines run in this process or, with --processes, in processes of their own. The tour"
          + " needs no cluster and leaves none behind."
    },
    footer = {"", "Example:", "  multiengine tour --processes 4 README.md"})
final class TourCommand implements Callable<Integer> {

  private static final int ENGINES = 4;

  @Option(
      names = "--processes",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Number of engine processes; 0 means four engines in this process (default:"
              + " ${DEFAULT-VALUE}).")
  private int processes;

  @Parameters(
      arity = "0..1",
      paramLabel = "TEXT",
      description = "File whose words are counted (default: the licence of Multiengine).")
  private @Nullable Path text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (text != null && !Files.isReadable(text)) {
      throw new ParameterException(
          spec.commandLine(), "cannot read " + text + "; name a text file that exists");
    }
    ClusterOptionsBuilder cluster = LocalCluster.builder().engines(ENGINES);
    if (processes != 0) {
      cluster.processes(processes).javaOptions(Logging.option());
    }
    // Engines in this process replace System.out, so the stream is kept here.
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    return new Tour(cluster, text).show(out) ? 0 : 1;
  }
}
