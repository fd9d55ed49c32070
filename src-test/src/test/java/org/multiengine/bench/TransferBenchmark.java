package org.multiengine.bench;

import java.util.List;
import org.multiengine.bench.contender.Multiengine;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;

/**
 * How fast large values move: push, pull, scatter and gather of arrays of doubles, a list of
 * integers and a map of strings, beside other systems and plain sockets. Each system has the
 * machine's memory to itself.
 *
 * <pre>
 * TransferBenchmark [--quick] [--only=PART-OF-A-NAME]
 * </pre>
 */
public final class TransferBenchmark {

  private static final List<Work> WORKS =
      List.of(
          Work.PUSH_8,
          Work.PUSH_80,
          Work.PUSH_400,
          Work.PUSH_80_ONE,
          Work.PULL_8,
          Work.PULL_80,
          Work.SCATTER_80,
          Work.GATHER_80,
          Work.PUSH_LIST,
          Work.PUSH_MAP);

  private TransferBenchmark() {}

  /** Prints the tables. */
  public static void main(String[] args) throws Exception {
    Table table = new Table("transfer", System.out);
    new Comparison(Options.parse(args), table)
        .oneByOne(
            Comparison.entrants(
                Multiengine.PROCESSES,
                Multiengine.BY_TLS,
                Multiengine.ONE_PROCESS,
                Multiengine.EMBEDDED),
            WORKS);
    table.write();
  }
}
