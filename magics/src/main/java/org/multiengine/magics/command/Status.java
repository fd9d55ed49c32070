package org.multiengine.magics.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.join.ConnectionFile;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.EngineInfoList;
import org.multiengine.magics.command.terminal.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the engines of a cluster and what they are doing. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the engines of a running cluster and what they are doing.",
      "",
      "The table has each engine's state, node, process and memory, the number of requests that"
          + " wait for it, and the code it runs and since when."
    },
    footer = {"", "Example:", "  multiengine status --json", "  multiengine status --watch"})
final class Status implements Callable<Integer> {

  /** The escapes that move the cursor to the top of a terminal and erase what is below. */
  private static final String CLEAR_SCREEN = "\033[H\033[J";

  @Mixin private ClusterOption cluster = new ClusterOption();

  @Option(names = "--json", description = "Prints JSON, with times in ISO 8601.")
  private boolean json;

  @Option(
      names = "--watch",
      arity = "0..1",
      fallbackValue = "2",
      paramLabel = "SECONDS",
      description =
          "Shows the table again every number of seconds, by default 2, until Ctrl-C or the end of"
              + " the cluster.")
  private @Nullable Integer watch;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (watch != null && (watch < 1 || json)) {
      throw new IllegalArgumentException("--watch takes 1 second or more, and no --json");
    }
    ConnectionFile connection = cluster.connection();
    PrintWriter out = spec.commandLine().getOut();
    try (MultiEngineClient client = cluster.connect()) {
      if (watch != null) {
        return watch(out, connection, client, watch);
      }
      EngineInfoList engines = client.engines();
      if (json) {
        out.println(toJson(connection, engines));
      } else {
        show(out, connection, engines);
      }
    }
    return 0;
  }

  /** Returns whether the command runs until Ctrl-C, and therefore in its own process. */
  boolean isEndless() {
    return watch != null;
  }

  /** Shows the table over and over until the client is closed, because the cluster has ended. */
  private static int watch(
      PrintWriter out, ConnectionFile connection, MultiEngineClient client, int seconds)
      throws InterruptedException {
    boolean terminal = Terminals.isPresent();
    while (!client.isClosed()) {
      EngineInfoList engines = client.engines();
      out.print(terminal ? CLEAR_SCREEN : "");
      show(out, connection, engines);
      out.println(terminal ? "every " + seconds + " s; Ctrl-C ends" : "");
      TimeUnit.SECONDS.sleep(seconds);
    }
    out.println("The cluster '" + connection.name() + "' has ended.");
    return 0;
  }

  private static void show(PrintWriter out, ConnectionFile connection, EngineInfoList engines) {
    out.println(
        "Cluster '"
            + connection.name()
            + "' at "
            + connection.address()
            + ", host process "
            + connection.pid()
            + (connection.isOfThisMachine()
                ? ""
                : " on the machine '" + connection.machine() + "'"));
    out.print(engines);
    out.flush();
  }

  private static String toJson(ConnectionFile connection, EngineInfoList engines)
      throws IOException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", connection.name());
    all.put("address", connection.address());
    all.put("pid", connection.pid());
    all.put("engines", engines.stream().map(Status::fields).toList());
    return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(all);
  }

  /** Returns the properties of an engine; those that are unknown are null. */
  private static Map<String, @Nullable Object> fields(EngineInfo engine) {
    EngineInfo.Stats stats = engine.stats();
    EngineInfo.Running running = stats == null ? null : stats.running();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("engine", engine.engine().value());
    fields.put("state", engine.state().label());
    fields.put("node", engine.node());
    fields.put("language", engine.language());
    fields.put("pid", stats == null ? null : stats.pid());
    fields.put("started", stats == null ? null : stats.started().toString());
    fields.put("usedMemoryBytes", stats == null ? null : stats.memory().usedBytes());
    fields.put("maxMemoryBytes", stats == null ? null : stats.memory().maxBytes());
    fields.put("waiting", stats == null ? null : stats.waiting());
    fields.put("running", running == null ? null : running.text());
    fields.put("runningSince", running == null ? null : running.since().toString());
    fields.put("runningFor", running == null ? null : running.elapsed().toString());
    fields.put("detail", engine.detail());
    return fields;
  }
}
