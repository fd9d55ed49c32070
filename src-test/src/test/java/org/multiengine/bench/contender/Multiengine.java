package org.multiengine.bench.contender;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.multiengine.bench.table.Work;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.cluster.StartListener;
import org.multiengine.core.CompositeError;

/** Four engines of Multiengine, in one of the forms it has. */
public enum Multiengine implements Entrant {
  PROCESSES("Multiengine, 4 processes") {
    @Override
    ClusterOptionsBuilder cluster() {
      return LocalCluster.builder().processes(Work.ENGINES);
    }
  },
  /** As it is between machines: over the door of the host. */
  BY_TLS("Multiengine, 4 processes, by TLS") {
    @Override
    ClusterOptionsBuilder cluster() {
      return LocalCluster.builder()
          .processes(Work.ENGINES)
          .setting("multiengine.link.local-socket.folder", "");
    }
  },
  ONE_PROCESS("Multiengine, 4 in one process") {
    @Override
    ClusterOptionsBuilder cluster() {
      return LocalCluster.builder().processes(Work.ENGINES).enginesPerProcess(Work.ENGINES);
    }
  },
  EMBEDDED("Multiengine, embedded") {
    @Override
    ClusterOptionsBuilder cluster() {
      return LocalCluster.builder().engines(Work.ENGINES);
    }
  };

  private static final String TEXT = "a=5";

  /** Options of the engines' JVMs, with blanks between them. */
  private static final List<String> JAVA_OPTIONS =
      Pattern.compile(" ")
          .splitAsStream(System.getProperty("bench.engine.options", ""))
          .filter(option -> !option.isEmpty())
          .toList();

  private final String label;

  Multiengine(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  abstract ClusterOptionsBuilder cluster();

  @Override
  public Contender start() {
    JavaContender contender = new JavaContender();
    LocalCluster cluster =
        contender.closing(
            cluster()
                .javaOptions(JAVA_OPTIONS.toArray(String[]::new))
                .onStart(StartListener.silent())
                .start());
    contender.processes(cluster::pids);
    MultiEngineClient mec = contender.closing(cluster.connect());
    calls(contender, mec);
    pipelined(contender, mec);
    maps(contender, mec);
    transfers(contender, mec);
    return contender;
  }

  private static void calls(JavaContender contender, MultiEngineClient mec) {
    DirectView one = mec.engines(0);
    AtomicInteger unseen = new AtomicInteger();
    contender
        .does(Work.CALL_ONE, () -> one.execute(TEXT))
        .does(Work.CALL_ALL, () -> mec.execute(TEXT))
        .does(Work.NEW_TEXT_ONE, () -> one.execute("a=" + unseen.incrementAndGet()))
        .does(Work.APPLY_ALL, () -> mec.apply(engine -> 5))
        .does(Work.PUSH_SMALL, () -> mec.push(Map.of("a", 5)))
        .does(Work.PULL_SMALL, () -> mec.pull("a"))
        .does(Work.ERROR_ALL, () -> failing(mec));
  }

  private static void failing(MultiEngineClient mec) {
    try {
      mec.execute("throw new IllegalStateException('no')");
      throw new AssertionError("nothing was raised");
    } catch (CompositeError e) {
      if (e.entries().size() != Work.ENGINES) {
        throw e;
      }
    }
  }

  private static void pipelined(JavaContender contender, MultiEngineClient mec) {
    DirectView one = mec.engines(0);
    List<DirectView> each = mec.ids().stream().map(id -> mec.engines(id)).toList();
    ExecutorService threads = contender.closing(new Threads(Work.THREADS)).executor();
    contender
        .does(Work.PIPELINED_ONE, () -> send(mec, Collections.nCopies(Work.PIPELINED, one)))
        .does(
            Work.PIPELINED_TURNS,
            () ->
                send(
                    mec,
                    IntStream.range(0, Work.PIPELINED)
                        .mapToObj(i -> each.get(i % each.size()))
                        .toList()))
        .does(
            Work.PIPELINED_THREADS,
            () -> {
              List<Future<?>> parts = new ArrayList<>();
              for (int i = 0; i < Work.THREADS; i++) {
                parts.add(
                    threads.submit(
                        () -> send(mec, Collections.nCopies(Work.PIPELINED / Work.THREADS, one))));
              }
              for (Future<?> part : parts) {
                part.get();
              }
            });
  }

  private static void send(MultiEngineClient mec, List<DirectView> targets) {
    List<PendingResult<?>> pendings = new ArrayList<>(targets.size());
    for (DirectView target : targets) {
      pendings.add(target.executeAsync(TEXT));
    }
    mec.barrier(pendings);
  }

  private static void maps(JavaContender contender, MultiEngineClient mec) {
    List<Integer> small = Samples.integers(Work.SMALL);
    List<Integer> wide = Samples.integers(Work.WIDE);
    List<double[]> arrays = Samples.arrays();
    contender
        .does(Work.MAP_SMALL, () -> Samples.check(mec.map((Integer x) -> x * x, small), small))
        .does(Work.MAP_WIDE, () -> Samples.check(mec.map((Integer x) -> x * x, wide), wide))
        .does(Work.MAP_LARGE, () -> Samples.check(mec.map((double[] x) -> Samples.sum(x), arrays)));
  }

  private static void transfers(JavaContender contender, MultiEngineClient mec) {
    DirectView one = mec.engines(0);
    for (Work work : List.of(Work.PUSH_8, Work.PUSH_80, Work.PUSH_400)) {
      contender.does(work, () -> mec.push(Map.of("x", Samples.array(work))));
    }
    contender.does(Work.PUSH_80_ONE, () -> one.push(Map.of("x", Samples.array(Work.PUSH_80_ONE))));
    Set<Integer> made = new HashSet<>();
    for (Work work : List.of(Work.PULL_8, Work.PULL_80)) {
      contender.does(work, () -> Samples.check(work, pulled(one, made, work.doubles())));
    }
    contender
        .does(Work.SCATTER_80, () -> mec.scatter("s", Samples.array(Work.SCATTER_80)))
        .does(Work.GATHER_80, () -> Samples.check(Work.GATHER_80, mec.gather("s")))
        .does(Work.PUSH_LIST, () -> mec.push(Map.of("l", Samples.integers(Work.ENTRIES))))
        .does(Work.PUSH_MAP, () -> mec.push(Map.of("m", Samples.strings())));
  }

  /** Returns the array of an engine, which is made there the first time. */
  private static Object pulled(DirectView one, Set<Integer> made, int doubles) {
    String name = "p" + doubles;
    if (made.add(doubles)) {
      one.execute(name + " = new double[" + doubles + "]");
    }
    return one.pull(name).get(0);
  }
}
