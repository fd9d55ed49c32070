package org.multiengine.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiengine.bench.contender.Child;
import org.multiengine.bench.contender.Contender;
import org.multiengine.bench.contender.Entrant;
import org.multiengine.bench.contender.Multiengine;
import org.multiengine.bench.table.Row;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;

/**
 * How long it takes from nothing, the client's program included, until four engines have answered,
 * and how much memory all processes take then. Each start is in a fresh process, from the classes
 * as the build has left them; beside it stand the starts of an installed {@link Installed
 * multiengine}: until the command {@code start} returns, and until a console with engines of its
 * own has answered.
 *
 * <pre>
 * StartBenchmark [--quick] [--only=PART-OF-A-NAME]
 * </pre>
 */
public final class StartBenchmark {

  private static final String INSTALLED_PROCESSES = "Multiengine, installed, 4 processes ready";
  private static final String INSTALLED_EMBEDDED = "Multiengine, installed, embedded console";

  private StartBenchmark() {}

  private static List<Entrant> entrants() {
    return Comparison.entrants(
        Multiengine.PROCESSES, Multiengine.ONE_PROCESS, Multiengine.EMBEDDED);
  }

  /** Prints the tables. With the name of a contender and {@code --here}: starts it, once. */
  public static void main(String[] args) throws Exception {
    if (args.length == 2 && args[1].equals("--here")) {
      startHere(args[0]);
      return;
    }
    Options options = Options.parse(args);
    Table table = new Table("start", System.out);
    Map<String, List<long[]>> starts = new LinkedHashMap<>();
    Map<String, List<long[]>> memory = new LinkedHashMap<>();
    Optional<Installed> installed = Installed.unpack();
    if (installed.isEmpty()) {
      table.note("An installed multiengine does not take part: run mvn verify first");
    }
    for (int round = 0; round < options.rounds(); round++) {
      if (installed.isPresent()) {
        add(starts, INSTALLED_PROCESSES, installed.get().startCluster());
        installed.get().stopCluster();
        add(starts, INSTALLED_EMBEDDED, installed.get().embedded());
      }
      for (Entrant entrant : new Comparison(options, table).admitted(entrants())) {
        long[] measured = start(entrant);
        add(starts, entrant.label(), measured[0]);
        add(memory, entrant.label(), measured[1]);
      }
    }
    table.add(Work.START, rows(Work.START, starts));
    table.add(Work.START_MEMORY, rows(Work.START_MEMORY, memory));
    table.write();
  }

  private static void add(Map<String, List<long[]>> values, String label, long value) {
    values.computeIfAbsent(label, absent -> new ArrayList<>()).add(new long[] {value});
  }

  private static List<Row> rows(Work work, Map<String, List<long[]>> measured) {
    List<Row> rows = new ArrayList<>();
    measured.forEach((label, values) -> rows.add(Row.of(work, label, values)));
    return rows;
  }

  /** Returns nanoseconds and bytes. */
  private static long[] start(Entrant entrant) throws Exception {
    long begin = System.nanoTime();
    if (entrant.isForeign()) {
      try (Contender contender = entrant.start()) {
        contender.time(Work.CALL_ALL, 1);
        return new long[] {System.nanoTime() - begin, Memory.of(contender.pids())};
      }
    }
    try (Child child = Child.java(StartBenchmark.class, List.of(), entrant.label(), "--here")) {
      child.awaitReady();
      return new long[] {System.nanoTime() - begin, Memory.of(child.pids())};
    }
  }

  private static void startHere(String label) throws Exception {
    Entrant entrant =
        entrants().stream()
            .filter(some -> some.label().equals(label))
            .findAny()
            .orElseThrow(() -> new IOException("nobody is called " + label));
    try (Contender contender = entrant.start()) {
      contender.time(Work.CALL_ALL, 1);
      Child.ready(label);
      Child.awaitEnd();
    }
  }
}
