package org.multiengine.magics.command;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;
import org.multiengine.core.identity.EngineId;
import org.multiengine.magics.text.FailureText;
import org.multiengine.magics.text.JsonResults;
import org.multiengine.magics.text.LineOutput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that runs code on the engines of a cluster and shows their results. */
abstract class Execution implements Callable<Integer> {

  /** The text of failures: equal failures of more than four engines share a line. */
  private static final FailureText FAILURES = new FailureText(16, 4);

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = {"-t", "--targets"},
      paramLabel = "TARGETS",
      defaultValue = "all",
      description =
          "Engines to use: all, a list such as 0,2, or a slice as in Python, such as ::2 (default:"
              + " ${DEFAULT-VALUE}).")
  private String targets = "all";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Cancels the code after this number of seconds.")
  private @Nullable Integer timeout;

  @Option(
      names = "--json",
      description = "Prints a JSON record for each engine at the end, in place of the output.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** Sends the code to engines. */
  abstract PendingResult<ResultList> send(DirectView view);

  /** Runs the code, and returns the exit status: 0 if all engines succeeded, otherwise 1. */
  @Override
  public final Integer call() throws InterruptedException {
    Targets engines = Targets.parse(targets);
    try (MultiEngineClient client = cluster.connect()) {
      PendingResult<ResultList> pending = send(limited(client.view(engines)));
      var lines = new LineOutput(this::printLine);
      if (!json) {
        pending.onOutput(lines);
      }
      try {
        ResultList records = pending.get();
        lines.finish();
        show(records, List.of());
        return 0;
      } catch (CompositeError error) {
        lines.finish();
        show(error.resultList(), error.entries());
        if (!json) {
          err().println(FAILURES.of(error));
        }
        return 1;
      }
    }
  }

  private DirectView limited(DirectView view) {
    return timeout == null ? view : view.withTimeout(Duration.ofSeconds(timeout));
  }

  private void printLine(EngineId engine, String line, boolean toStderr) {
    (toStderr ? err() : out()).println("[" + engine + "] " + line);
  }

  private void show(List<CommandRecord> records, List<CompositeError.Entry> failed) {
    if (json) {
      out().println(JsonResults.text(records, failed));
      return;
    }
    for (CommandRecord record : records) {
      if (record.display() != null) {
        String separator = record.display().contains("\n") ? "\n" : " ";
        String label = "[" + record.id() + "] Out[" + record.number() + "]:";
        out().println(label + separator + record.display());
      }
    }
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
