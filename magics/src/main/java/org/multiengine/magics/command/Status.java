package org.multiengine.magics.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.ConnectionFile;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.QueueStatus;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells what a cluster is doing. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Tells which engines a running cluster has and what they run.",
    footer = {"", "Example:", "  multiengine status --json"})
final class Status implements Callable<Integer> {

  private static final int TEXT_WIDTH = 50;

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(names = "--json", description = "Tells it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    ConnectionFile connection = cluster.connection();
    PrintWriter out = spec.commandLine().getOut();
    try (MultiEngineClient client = cluster.connect()) {
      List<QueueStatus> engines = client.ids().isEmpty() ? List.of() : client.queueStatus();
      if (json) {
        out.println(toJson(connection, engines));
      } else {
        show(out, connection, engines);
      }
    }
    return 0;
  }

  private static void show(PrintWriter out, ConnectionFile connection, List<QueueStatus> engines) {
    out.println(
        "Cluster '"
            + connection.name()
            + "' at "
            + connection.address()
            + ", host process "
            + connection.pid());
    out.printf("%-7s %-6s %8s  %s%n", "ENGINE", "STATE", "WAITING", "RUNS");
    for (QueueStatus engine : engines) {
      String state = engine.pending() == null ? "idle" : "busy";
      out.printf(
          "%-7s %-6s %8d  %s%n",
          engine.engine(), state, engine.queue().size(), firstLine(engine.pending()));
    }
  }

  private static String firstLine(@Nullable String text) {
    String line = text == null ? "" : text.lines().findFirst().orElse("");
    return line.length() > TEXT_WIDTH ? line.substring(0, TEXT_WIDTH) + "..." : line;
  }

  private static String toJson(ConnectionFile connection, List<QueueStatus> statuses)
      throws IOException {
    List<Map<String, @Nullable Object>> engines = new ArrayList<>();
    for (QueueStatus status : statuses) {
      Map<String, @Nullable Object> engine = new LinkedHashMap<>();
      engine.put("engine", status.engine().value());
      engine.put("pending", status.pending());
      engine.put("queue", status.queue());
      engines.add(engine);
    }
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", connection.name());
    all.put("address", connection.address());
    all.put("pid", connection.pid());
    all.put("engines", engines);
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all);
  }
}
