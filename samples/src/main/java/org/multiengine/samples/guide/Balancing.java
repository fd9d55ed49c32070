package org.multiengine.samples.guide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.task.AsCompleted;
import org.multiengine.client.task.LoadBalancedView;
import org.multiengine.client.task.OnElementError;
import org.multiengine.client.task.PendingTask;
import org.multiengine.client.task.ResultStream;
import org.multiengine.client.task.Streaming;
import org.multiengine.client.task.TaskExecutor;
import org.multiengine.client.taskclient.StringTask;
import org.multiengine.client.taskclient.TaskClient;
import org.multiengine.client.taskclient.TaskResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.Retry;

/** The task interface by example. */
final class Balancing {

  private Balancing() {}

  static void submit(MultiEngineClient mec) throws InterruptedException {
    // snippet: submit
    LoadBalancedView lview = mec.balanced();
    PendingTask<Integer> task = lview.submit(() -> 6 * 7);
    System.out.println(task.get() + " by engine " + task.engine());
    // end
  }

  static void kinds(MultiEngineClient mec) throws InterruptedException {
    LoadBalancedView lview = mec.balanced();
    // snippet: kinds
    PendingTask<Integer> length = lview.submit(String::length, "hello"); // a function, its argument
    PendingTask<Integer> names = lview.submit(engine -> engine.names().size()); // and its engine
    PendingTask<Map<String, Object>> text = lview.execute("b = a * 2", Map.of("a", 21), "b");
    System.out.println(length.get() + names.get() + " " + text.get().get("b"));
    // end
  }

  static void map(MultiEngineClient mec) {
    // snippet: map
    List<Integer> sizes = IntStream.range(0, 1_000).boxed().toList();
    List<Double> results = mec.balanced().map(Balancing::simulate, sizes);
    // end
    System.out.println(results.size());
  }

  private static double simulate(int size) {
    return IntStream.range(0, size).mapToDouble(Math::sqrt).sum();
  }

  // A pipeline: tasks whose arguments are the results of others.
  static void graph(MultiEngineClient mec) throws InterruptedException {
    LoadBalancedView lview = mec.balanced();
    // snippet: graph
    PendingTask<List<Integer>> left = lview.submit(Balancing::load, 1);
    PendingTask<List<Integer>> right = lview.submit(Balancing::load, 2);
    PendingTask<Integer> sum = lview.submitWith(Balancing::sumOf, left, right);
    PendingTask<?> cleanUp =
        lview.after(Dependency.ended(left.id(), right.id())).submit(Balancing::removeFiles);
    System.out.println(sum.get());
    // end
    System.out.println(cleanUp.get());
  }

  private static List<Integer> load(int part) {
    return List.of(part, 10 * part);
  }

  private static int sumOf(List<Integer> left, List<Integer> right) {
    return Stream.of(left, right).flatMap(List::stream).mapToInt(Integer::intValue).sum();
  }

  private static String removeFiles() {
    return "removed";
  }

  // A parameter sweep in which some points fail, and machines may be lost.
  static void sweep(MultiEngineClient mec) {
    List<Integer> parameters = IntStream.range(0, 100).boxed().toList();
    // snippet: sweep
    LoadBalancedView careful =
        mec.balanced()
            .retry(Retry.lost(2).backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(10)))
            .limit(Duration.ofMinutes(5));
    try {
      List<Double> all = careful.map(Balancing::point, parameters);
      System.out.println(all.size() + " points");
    } catch (CompositeError error) {
      System.out.println(error.results().size() + " points, without:");
      error.entries().forEach(System.out::println);
    }
    // end
  }

  private static double point(int parameter) {
    if (parameter % 50 == 49) {
      throw new ArithmeticException("does not converge at " + parameter);
    }
    return Math.sin(parameter);
  }

  // An endless stream with back-pressure.
  static void stream(MultiEngineClient mec) {
    Iterator<Double> measurements = new Random(1).doubles().boxed().iterator();
    // snippet: stream
    Streaming options = Streaming.inOrder().undelivered(1_000).onError(OnElementError.SKIP);
    try (ResultStream<Double> results = mec.balanced().stream(Math::log, measurements, options)) {
      double sum = results.stream().limit(10_000).mapToDouble(Double::doubleValue).sum();
      System.out.println(sum < 0);
    }
    // end
  }

  // Monte Carlo by tasks: as many as are needed for the wanted accuracy.
  static void asCompleted(MultiEngineClient mec) throws InterruptedException {
    LoadBalancedView lview = mec.balanced();
    // snippet: as-completed
    AsCompleted<Double> ended = AsCompleted.of(List.of());
    IntStream.range(0, 8).forEach(i -> ended.add(lview.submit(Balancing::throwDarts, i)));
    List<Double> estimates = new ArrayList<>();
    int next = 8;
    for (PendingTask<Double> task : ended) {
      estimates.add(task.get());
      if (estimates.size() + ended.left() < 40 && error(estimates) > 0.001) {
        ended.add(lview.submit(Balancing::throwDarts, next++));
      }
    }
    // end
    System.out.println(estimates.size() >= 8);
  }

  private static double throwDarts(int seed) {
    Random random = new Random(seed);
    long hits =
        IntStream.range(0, 10_000)
            .filter(i -> Math.hypot(random.nextDouble(), random.nextDouble()) < 1)
            .count();
    return 4.0 * hits / 10_000;
  }

  private static double error(List<Double> estimates) {
    double mean = estimates.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    double squares = estimates.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    return Math.sqrt(squares) / estimates.size();
  }

  static void executor(MultiEngineClient mec) throws InterruptedException, ExecutionException {
    // snippet: executor
    TaskExecutor executor = mec.balanced().executor();
    Future<Integer> answer = executor.submit(() -> 6 * 7);
    System.out.println(answer.get());
    executor.shutdown();
    // end
  }

  static void lost(MultiEngineClient mec) throws InterruptedException {
    // snippet: lost
    PendingTask<Integer> task = mec.balanced().submit(() -> 6 * 7);
    try {
      System.out.println(task.get());
    } catch (EngineLost lost) {
      System.out.println("engine " + lost.engine() + " " + lost.ending());
    }
    // end
  }

  static void taskClient(MultiEngineClient mec) {
    // snippet: task-client
    TaskClient tc = mec.tasks();
    long id = tc.run(new StringTask("b = a * 2", Map.of("a", 21), "b"));
    TaskResult result = (TaskResult) tc.getTaskResult(id, true);
    System.out.println(result + " " + tc.queueStatus());
    // end
  }
}
