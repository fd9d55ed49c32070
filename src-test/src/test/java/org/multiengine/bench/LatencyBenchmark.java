package org.multiengine.bench;

import java.util.List;
import org.multiengine.bench.contender.Multiengine;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;

/**
 * How long small calls take, one after the other, warm: on one engine and on four, in processes and
 * in this JVM, beside other systems and floors.
 *
 * <pre>
 * LatencyBenchmark [--quick] [--only=PART-OF-A-NAME]
 * </pre>
 */
public final class LatencyBenchmark {

  private static final List<Work> WORKS =
      List.of(
          Work.CALL_ONE,
          Work.CALL_ALL,
          Work.NEW_TEXT_ONE,
          Work.APPLY_ALL,
          Work.PUSH_SMALL,
          Work.PULL_SMALL,
          Work.ERROR_ALL);

  private LatencyBenchmark() {}

  /** Prints the tables. */
  public static void main(String[] args) throws Exception {
    Table table = new Table("latency", System.out);
    new Comparison(Options.parse(args), table)
        .together(
            Comparison.entrants(Multiengine.PROCESSES, Multiengine.BY_TLS, Multiengine.EMBEDDED),
            WORKS);
    table.write();
  }
}
