package org.multiengine.samples.guide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.multiengine.client.DirectView;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.ParallelFunction;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Progress;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.partition.Distribution;

/** The interface by example, in the order in which IPython's manual introduced it. */
final class ByExample {

  private ByExample() {}

  static void ids(MultiEngineClient mec) {
    // snippet: ids
    System.out.println(mec.ids());
    System.out.println(mec.size());
    // end
  }

  static void map(MultiEngineClient mec) {
    // snippet: map
    List<Integer> numbers = IntStream.range(0, 8).boxed().toList();
    System.out.println(mec.map(x -> x * x, numbers));
    System.out.println(mec.map((x, y) -> x + y, List.of(1, 2, 3), List.of(10, 20, 30)));
    System.out.println(mec.map("{ x -> x ** 10 }", numbers));
    // end
  }

  static void parallelFunction(MultiEngineClient mec) {
    // snippet: parallel-function
    ParallelFunction<Integer, Double> f = mec.parallel(x -> 10.0 * Math.pow(x, 4));
    System.out.println(f.apply(List.of(0, 1, 2, 3)));
    // end
  }

  static void mapper(MultiEngineClient mec) {
    // snippet: mapper
    List<String> where =
        mec.mapper()
            .distribution(Distribution.ROUND_ROBIN)
            .targets(Targets.of(0, 2))
            .map(x -> x + " on " + Thread.currentThread().getName(), List.of(1, 2, 3));
    System.out.println(where);
    // end
  }

  static void execute(MultiEngineClient mec) {
    // snippet: execute
    mec.execute("a = 5");
    mec.execute("b = 10");
    System.out.println(mec.execute("c = a + b + id; println c"));
    // end
  }

  static void targets(MultiEngineClient mec) {
    // snippet: targets
    mec.push(Map.of("a", 5, "b", 10));
    mec.engines(0, 2).execute("c = a + b");
    mec.engines(1, 3).execute("c = a - b");
    System.out.println(mec.pull("c"));
    System.out.println(mec.view(Targets.parse("-1")).pull("c"));
    System.out.println(mec.view(Targets.parse("::2")).pull("c"));

    mec.setTargets(Targets.of(3, 1)); // for all later calls on mec itself
    System.out.println(mec.pull("id"));
    System.out.println(mec.all().pull("id"));
    // end
  }

  static void records(MultiEngineClient mec) {
    // snippet: records
    ResultList results = mec.execute("println 'engine ' + id; id * id");
    for (CommandRecord record : results) {
      System.out.println(record.id() + ": " + record.stdout().strip() + ", " + record.display());
    }
    System.out.println(mec.engines(2).getResult());
    System.out.println(mec.engines(2).getResult(1).get(0).input());
    // end
  }

  static void pending(MultiEngineClient mec) throws InterruptedException {
    // snippet: pending
    PendingResult<ResultList> pending = mec.executeAsync("sleep 500; a = id");
    System.out.println(pending.getNow(null)); // not ready: the default
    System.out.println(pending.get()); // waits
    // end
  }

  static void barrier(MultiEngineClient mec) {
    // snippet: barrier
    List<PendingResult<ResultList>> pendings = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      pendings.add(mec.executeAsync("sleep 3; i = " + i));
    }
    mec.barrier(pendings);
    System.out.println(mec.pull("i"));
    // end
  }

  static void stages(MultiEngineClient mec) throws InterruptedException {
    // snippet: stages
    PendingResult<List<Integer>> squares = mec.mapAsync(x -> x * x, List.of(1, 2, 3));
    squares
        .thenAccept(all -> System.out.println("in the end: " + all))
        .toCompletableFuture()
        .join();
    Progress progress = squares.progress();
    System.out.println(progress);
    // end
  }

  static void cancel(MultiEngineClient mec) throws InterruptedException {
    // snippet: cancel
    PendingResult<ResultList> endless = mec.engines(1).executeAsync("n = 0; while (true) n++");
    endless.cancel();
    try {
      endless.get();
    } catch (CompositeError e) {
      System.out.println(e.getMessage());
    }
    try {
      mec.engines(2).withTimeout(Duration.ofMillis(200)).execute("while (true) {}");
    } catch (CompositeError e) {
      System.out.println(e.getMessage());
    }
    // end
  }

  static void output(MultiEngineClient mec) throws InterruptedException {
    // snippet: output
    PendingResult<ResultList> steps =
        mec.engines(0).executeAsync("for (i in 1..3) { sleep 200; println 'step ' + i }");
    steps.onOutput((engine, text, toStderr) -> System.out.print("[" + engine + "] " + text));
    steps.get();
    // end
  }

  static void pushAndPull(MultiEngineClient mec) {
    // snippet: push-and-pull
    mec.push(Map.of("a", 1.03234, "b", 3453));
    System.out.println(mec.pull("a"));
    System.out.println(mec.engines(0).pull("b"));
    System.out.println(mec.pull(List.of("a", "b")));
    System.out.println(mec.zipPull(List.of("a", "b")));
    // end
  }

  static void dictionary(MultiEngineClient mec) {
    // snippet: dictionary
    mec.put("a", List.of("foo", "bar"));
    System.out.println(mec.get("a"));
    System.out.println(mec.keys());
    mec.reset();
    System.out.println(mec.keys());
    // end
  }

  static void functions(MultiEngineClient mec) throws Exception {
    // snippet: functions
    mec.<Double, Double>pushFunction("f", x -> 2.0 * Math.pow(x, 4));
    mec.execute("y = f(4.0)");
    System.out.println(mec.pull("y"));

    mec.execute("def g(x) { x * 10 + id }");
    List<RemoteFunction<Object, Object>> all = mec.pullFunction("g");
    System.out.println(all.get(3).apply(7)); // runs on engine 3
    // end
  }

  static void apply(MultiEngineClient mec) {
    // snippet: apply
    mec.put("a", 5);
    System.out.println(mec.apply(engine -> engine.id() * engine.get("a", Integer.class)));
    System.out.println(
        mec.apply(
            engine -> {
              engine.put("half", engine.get("a", Integer.class) / 2.0);
              return engine.names();
            }));
    System.out.println(mec.pull("half"));
    // end
  }

  static void scatterAndGather(MultiEngineClient mec) {
    // snippet: scatter-and-gather
    mec.scatter("x", IntStream.range(0, 10).boxed().toList());
    System.out.println(mec.pull("x"));
    mec.execute("y = x.collect { it * it }");
    System.out.println(mec.gather("y"));

    mec.scatter("x", new double[] {1, 2, 3, 4, 5}, Distribution.ROUND_ROBIN, false);
    double[] same = (double[]) mec.gather("x", Distribution.ROUND_ROBIN);
    System.out.println(same[4]);
    // end
  }

  static void errors(MultiEngineClient mec) {
    // snippet: errors
    try {
      mec.execute("if (id % 2 == 1) throw new IllegalStateException('odd'); println id");
    } catch (CompositeError e) {
      System.out.println(e.getMessage());
      System.out.println(e.resultList()); // of the engines that succeeded
      e.printTracebacks(0);
    }
    // end
  }

  static void bareErrors(MultiEngineClient mec) {
    // snippet: bare-errors
    try {
      mec.engines(0, 99).execute("ran = true");
    } catch (InvalidEngineID e) {
      System.out.println(e.getMessage());
    }
    System.out.println(mec.keys()); // nothing has run
    // end
  }

  static void queue(MultiEngineClient mec) throws InterruptedException {
    // snippet: queue
    DirectView one = mec.engines(1);
    one.execute("gate = new java.util.concurrent.Semaphore(0)");
    PendingResult<ResultList> running = one.executeAsync("gate.acquire()");
    PendingResult<ResultList> waiting = one.executeAsync("a = 1");
    System.out.println(one.queueStatus());
    one.clearQueue();
    try {
      waiting.get();
    } catch (CompositeError e) {
      System.out.println(e.getMessage());
    }
    running.cancel();
    // end
  }

  static void properties(MultiEngineClient mec) {
    // snippet: properties
    mec.engines(0, 1).setProperties(Map.of("rack", "a"));
    mec.engines(2, 3).setProperties(Map.of("rack", "b"));
    System.out.println(mec.getProperties(List.of("rack")));
    List<Integer> inA = new ArrayList<>();
    for (int id : mec.ids()) {
      if ("a".equals(mec.engines(id).getProperties().get(0).get("rack"))) {
        inA.add(id);
      }
    }
    System.out.println(mec.view(Targets.of(inA)).pull("id"));
    // end
  }

  static void countWords(MultiEngineClient mec) {
    // snippet: count-words
    List<String> lines = List.of("to be or not to be", "be here", "not now", "or never");
    mec.scatter("lines", lines);
    mec.execute("counts = lines.collectMany { it.split(' ') as List }.countBy { it }");
    Map<String, Integer> total = new HashMap<>();
    for (Object counts : mec.pull("counts")) {
      ((Map<?, ?>) counts).forEach((word, n) -> total.merge((String) word, (int) n, Integer::sum));
    }
    System.out.println(total.get("be"));
    // end
  }
}
