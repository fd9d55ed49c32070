package org.multiengine.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.multiengine.bench.contender.Child;
import org.multiengine.bench.contender.Samples;
import org.multiengine.bench.table.Row;
import org.multiengine.bench.table.Table;
import org.multiengine.bench.table.Work;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.cluster.StartListener;

/**
 * The smallest heaps with which an array of 400 MB is pushed to an engine of another process, and
 * pulled from it: that of the client's JVM, and that of the engine's. Each is looked for by halves,
 * with a fresh client and a fresh engine for each try, while the other has as much as it wants.
 *
 * <pre>
 * HeapBenchmark [--work=PART-OF-A-NAME]
 * </pre>
 */
public final class HeapBenchmark {

  private static final List<Work> WORKS = List.of(Work.HEAP_PUSH, Work.HEAP_PULL);
  private static final String HERE = "--here";
  private static final long MEGABYTE = 1 << 20;
  private static final int STEP = 25;
  private static final int TOO_LITTLE = 400;
  private static final int PLENTY = 3_200;

  /** Whose heap is looked for. */
  private enum Side {
    CLIENT("the client's"),
    ENGINE("the engine's");

    private final String label;

    Side(String label) {
      this.label = label;
    }
  }

  private HeapBenchmark() {}

  /** Prints the tables. With a work, {@code --here} and a heap: does it once. */
  public static void main(String[] args) throws Exception {
    if (args.length == 3 && args[1].equals(HERE)) {
      once(Work.valueOf(args[0]), args[2]);
      return;
    }
    Options options = Options.parse(args);
    Table table = new Table("heap", System.out);
    for (Work work : WORKS) {
      if (options.admits(work)) {
        Row client = smallest(table, work, Side.CLIENT);
        Row engine = smallest(table, work, Side.ENGINE);
        table.add(work, List.of(client, engine));
      }
    }
    table.write();
  }

  private static Row smallest(Table table, Work work, Side side) throws IOException {
    int tooLittle = TOO_LITTLE;
    int enough = PLENTY;
    if (!suffices(work, side, PLENTY)) {
      throw new IllegalStateException(PLENTY + " MB do not suffice; see the logs");
    }
    while (enough - tooLittle > STEP) {
      int heap = (enough + tooLittle) / 2 / STEP * STEP;
      boolean suffices = suffices(work, side, heap);
      table.progress(work.label() + ", " + side.label + ", " + heap + " MB: " + suffices);
      if (suffices) {
        enough = heap;
      } else {
        tooLittle = heap;
      }
    }
    return Row.of(work, side.label, List.of(new long[] {enough * MEGABYTE}));
  }

  private static boolean suffices(Work work, Side side, int heap) throws IOException {
    String client = "-Xmx" + (side == Side.CLIENT ? heap : PLENTY) + "m";
    String engine = "-Xmx" + (side == Side.ENGINE ? heap : PLENTY) + "m";
    List<String> options = List.of(client, "-XX:+ExitOnOutOfMemoryError");
    try (Child child = Child.java(HeapBenchmark.class, options, work.name(), HERE, engine)) {
      child.awaitReady();
      return true;
    } catch (IllegalStateException ended) {
      return false;
    }
  }

  private static void once(Work work, String engineHeap) {
    try (LocalCluster cluster =
            LocalCluster.builder()
                .processes(1)
                .javaOptions(engineHeap)
                .onStart(StartListener.silent())
                .start();
        MultiEngineClient mec = cluster.connect()) {
      if (work == Work.HEAP_PUSH) {
        mec.push(Map.of("x", new double[Work.PUSH_400.doubles()]));
      } else {
        mec.execute("x = new double[" + Work.PUSH_400.doubles() + "]");
        Samples.check(Work.PUSH_400, mec.pull("x").get(0));
      }
      Child.ready(work);
    }
  }
}
