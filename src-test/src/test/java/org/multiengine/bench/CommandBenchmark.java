package org.multiengine.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.multiengine.bench.contender.Contender;
import org.multiengine.bench.contender.PythonPeer;
import org.multiengine.bench.table.Row;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;

/**
 * How long the processes of short commands take on a running cluster of an {@link Installed
 * multiengine}: run by the host, and by themselves, which a setting of their own makes them do.
 * Beside them stands a process of ipyparallel that connects and executes.
 *
 * <pre>
 * CommandBenchmark [--quick]
 * </pre>
 */
public final class CommandBenchmark {

  private static final String BY_HOST = "Multiengine, installed";
  private static final String BY_ITSELF = "Multiengine, installed, not by the host";

  /** A setting that the host does not have. */
  private static final String OWN_SETTING = "-Dmultiengine.command.enabled=off";

  private static final int RUNS = 5;

  private static final Map<Work, String[]> COMMANDS =
      new EnumMap<>(
          Map.of(
              Work.COMMAND_EXEC, new String[] {"exec", "println 1"},
              Work.COMMAND_STATUS, new String[] {"status"},
              Work.COMMAND_HELP, new String[] {"--help"}));

  private CommandBenchmark() {}

  /** Prints the tables. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    Table table = new Table("command", System.out);
    Optional<Installed> installed = Installed.unpack();
    if (installed.isEmpty()) {
      table.note("There is no installed multiengine: run mvn verify first");
      return;
    }
    installed.get().startCluster();
    try {
      for (Map.Entry<Work, String[]> command : COMMANDS.entrySet()) {
        table.add(command.getKey(), rows(installed.get(), command, options.rounds()));
      }
    } finally {
      installed.get().stopCluster();
    }
    table.write();
  }

  private static List<Row> rows(Installed installed, Map.Entry<Work, String[]> command, int rounds)
      throws Exception {
    Work work = command.getKey();
    List<long[]> byHost = new ArrayList<>();
    List<long[]> byItself = new ArrayList<>();
    List<long[]> peer = new ArrayList<>();
    try (Contender ipyparallel = ipyparallel(work)) {
      for (int round = 0; round < rounds; round++) {
        byHost.add(times(installed, "", command.getValue()));
        byItself.add(times(installed, OWN_SETTING, command.getValue()));
        if (ipyparallel != null) {
          peer.add(ipyparallel.time(work, RUNS));
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    rows.add(Row.of(work, BY_HOST, byHost));
    rows.add(Row.of(work, BY_ITSELF, byItself));
    if (!peer.isEmpty()) {
      rows.add(Row.of(work, PythonPeer.IPYPARALLEL.label(), peer));
    }
    return rows;
  }

  /** Returns a running cluster of the peer; null if it is absent or lacks the work. */
  private static @Nullable Contender ipyparallel(Work work) throws Exception {
    return work == Work.COMMAND_EXEC && PythonPeer.IPYPARALLEL.absence().isEmpty()
        ? PythonPeer.IPYPARALLEL.start()
        : null;
  }

  private static long[] times(Installed installed, String options, String... words)
      throws Exception {
    long[] times = new long[RUNS];
    for (int run = 0; run < RUNS; run++) {
      times[run] = installed.time(options, words);
    }
    return times;
  }
}
