package org.multiengine.magics.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;
import org.multiengine.magics.text.LineOutput;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How {@code exec} and {@code run} execute code on a cluster and show what comes of it. */
final class Execution {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(
      names = {"-t", "--targets"},
      paramLabel = "TARGETS",
      defaultValue = "all",
      description = "The engines: all, 0,2 or ::2, as in Python (default: ${DEFAULT-VALUE}).")
  private String targets = "all";

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      description = "Cancels the code when it has not ended after so long.")
  private @Nullable Integer timeout;

  @Option(names = "--json", description = "Shows a record of each engine as JSON at the end.")
  private boolean json;

  /** Returns the exit status: 0 if it went well on all engines, else 1. */
  int execute(
      PrintWriter out, PrintWriter err, Function<DirectView, PendingResult<ResultList>> code)
      throws InterruptedException {
    Targets engines = Targets.parse(targets);
    try (MultiEngineClient client = cluster.connect()) {
      DirectView view = client.view(engines);
      if (timeout != null) {
        view = view.withTimeout(Duration.ofSeconds(timeout));
      }
      PendingResult<ResultList> pending = code.apply(view);
      var lines =
          new LineOutput(
              (engine, line, toStderr) ->
                  (toStderr ? err : out).println("[" + engine + "] " + line));
      if (!json) {
        pending.onOutput(lines);
      }
      try {
        ResultList records = pending.get();
        lines.finish();
        showAll(out, records, List.of());
        return 0;
      } catch (CompositeError error) {
        lines.finish();
        showAll(out, error.resultList(), error.entries());
        if (!json) {
          err.println(error.getMessage());
        }
        return 1;
      }
    }
  }

  private void showAll(
      PrintWriter out, List<CommandRecord> records, List<CompositeError.Entry> failed) {
    if (json) {
      out.println(toJson(records, failed));
    } else {
      for (CommandRecord record : records) {
        if (record.display() != null) {
          out.println("[" + record.id() + "] Out[" + record.number() + "]: " + record.display());
        }
      }
    }
  }

  private static String toJson(List<CommandRecord> records, List<CompositeError.Entry> failed) {
    List<Map<String, Object>> engines = new ArrayList<>();
    for (CommandRecord record : records) {
      Map<String, Object> engine = new LinkedHashMap<>();
      engine.put("engine", record.id().value());
      engine.put("ok", true);
      engine.put("number", record.number());
      engine.put("stdout", record.stdout());
      engine.put("stderr", record.stderr());
      if (record.display() != null) {
        engine.put("value", record.display());
      }
      engines.add(engine);
    }
    for (CompositeError.Entry entry : failed) {
      Map<String, Object> engine = new LinkedHashMap<>();
      engine.put("engine", entry.engine().value());
      engine.put("ok", false);
      engine.put("error", String.valueOf(entry.error().getMessage()));
      engines.add(engine);
    }
    try {
      return JSON.writeValueAsString(engines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
