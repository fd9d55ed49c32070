package org.multiengine.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.multiengine.bench.contender.JavaContender;
import org.multiengine.bench.contender.Samples;
import org.multiengine.bench.table.Row;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.cluster.StartListener;

/**
 * What a call on one engine of another process takes while nothing else goes on, and while an array
 * of 400 MB is pushed to another engine, by the same client and by another one: small calls are to
 * pass large values.
 *
 * <pre>
 * PassingBenchmark [--quick] [--warm-up=SECONDS]
 * </pre>
 */
public final class PassingBenchmark {

  private static final Work CALL = Work.CALL_ONE;
  private static final int QUIET_CALLS = 2_000;

  private PassingBenchmark() {}

  /** Prints the table. */
  public static void main(String[] args) throws Exception {
    Options options = Options.parse(args);
    Table table = new Table("passing", System.out);
    try (LocalCluster cluster =
            LocalCluster.builder().processes(2).onStart(StartListener.silent()).start();
        MultiEngineClient mec = cluster.connect();
        MultiEngineClient other = cluster.connect();
        JavaContender contender = new JavaContender()) {
      DirectView called = mec.engines(0);
      contender.does(CALL, () -> called.execute("a=5"));
      long warm = System.nanoTime() + options.warmUp().toNanos();
      while (System.nanoTime() < warm) {
        contender.time(CALL, 1);
      }
      List<long[]> quiet = new ArrayList<>();
      List<long[]> sameEngine = new ArrayList<>();
      List<long[]> busy = new ArrayList<>();
      for (int round = 0; round < options.rounds(); round++) {
        table.progress("round " + round);
        quiet.add(contender.time(CALL, QUIET_CALLS));
        busy.add(during(push(mec.engines(1)), contender));
        sameEngine.add(during(push(other.engines(0)), contender));
      }
      table.add(
          CALL,
          List.of(
              Row.of(CALL, "nothing else", quiet),
              Row.of(CALL, "400 MB on their way to another process, same client", busy),
              Row.of(CALL, "400 MB on their way to the same engine, other client", sameEngine)));
    }
    table.write();
  }

  private static PendingResult<?> push(DirectView to) {
    return to.pushAsync(Map.of("x", Samples.array(Work.PUSH_400)));
  }

  private static long[] during(PendingResult<?> push, JavaContender contender) throws Exception {
    List<Long> nanos = new ArrayList<>();
    while (!push.isDone()) {
      nanos.add(contender.time(CALL, 1)[0]);
    }
    push.get();
    return nanos.stream().mapToLong(Long::longValue).toArray();
  }
}
