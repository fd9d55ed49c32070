package org.multiengine.bench;

import java.util.List;
import org.multiengine.bench.contender.Multiengine;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;

/**
 * How many small calls a second there are if nobody waits for an answer before the next call, and
 * how long a map takes, beside other systems and floors.
 *
 * <pre>
 * ThroughputBenchmark [--quick] [--only=PART-OF-A-NAME]
 * </pre>
 */
public final class ThroughputBenchmark {

  private static final List<Work> WORKS =
      List.of(
          Work.PIPELINED_ONE,
          Work.PIPELINED_TURNS,
          Work.PIPELINED_THREADS,
          Work.MAP_SMALL,
          Work.MAP_WIDE,
          Work.MAP_LARGE);

  private ThroughputBenchmark() {}

  /** Prints the tables. */
  public static void main(String[] args) throws Exception {
    Table table = new Table("throughput", System.out);
    new Comparison(Options.parse(args), table)
        .together(
            Comparison.entrants(Multiengine.PROCESSES, Multiengine.BY_TLS, Multiengine.EMBEDDED),
            WORKS);
    table.write();
  }
}
