package org.multiengine.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.multiengine.bench.contender.JavaContender;
import org.multiengine.bench.table.Row;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.cluster.StartListener;

/**
 * What becomes of a call on all, of a start and of memory with the number of engines: 4, 100, 1,000
 * and 10,000 in four processes.
 *
 * <pre>
 * ScaleBenchmark [--quick]
 * </pre>
 */
public final class ScaleBenchmark {

  private static final int PROCESSES = 4;
  private static final List<Integer> ENGINES = List.of(4, 100, 1_000, 10_000);
  private static final Duration START_LIMIT = Duration.ofMinutes(10);
  private static final int CALLS = 20;

  private ScaleBenchmark() {}

  /** Prints the tables. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    Table table = new Table("scale", System.out);
    List<Row> starts = new ArrayList<>();
    List<Row> calls = new ArrayList<>();
    List<Row> memory = new ArrayList<>();
    for (int engines : ENGINES) {
      String label = String.format(Locale.ROOT, "%,d engines in %d processes", engines, PROCESSES);
      table.progress(label);
      long begin = System.nanoTime();
      try (LocalCluster cluster =
              LocalCluster.builder()
                  .processes(engines)
                  .enginesPerProcess(engines / PROCESSES)
                  .startLimit(START_LIMIT)
                  .onStart(StartListener.silent())
                  .start();
          MultiEngineClient mec = cluster.connect()) {
        answer(mec, engines);
        long started = System.nanoTime() - begin;
        starts.add(Row.of(Work.WIDE_START, label, List.of(new long[] {started})));
        long bytes = Memory.of(cluster.pids());
        memory.add(Row.of(Work.WIDE_MEMORY, label, List.of(new long[] {bytes})));
        calls.add(Row.of(Work.WIDE_CALL, label, rounds(mec, engines, options)));
      }
    }
    table.add(Work.WIDE_START, starts);
    table.add(Work.WIDE_CALL, calls);
    table.add(Work.WIDE_MEMORY, memory);
    table.write();
  }

  private static void answer(MultiEngineClient mec, int engines) {
    int answers = mec.execute("a=5").size();
    if (answers != engines) {
      throw new AssertionError(answers + " of " + engines + " engines have answered");
    }
  }

  private static List<long[]> rounds(MultiEngineClient mec, int engines, Options options)
      throws Exception {
    try (JavaContender contender = new JavaContender()) {
      contender.does(Work.WIDE_CALL, () -> answer(mec, engines));
      long warm = System.nanoTime() + options.warmUp().toNanos();
      while (System.nanoTime() < warm) {
        contender.time(Work.WIDE_CALL, 1);
      }
      List<long[]> rounds = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        rounds.add(contender.time(Work.WIDE_CALL, CALLS));
      }
      return rounds;
    }
  }
}
