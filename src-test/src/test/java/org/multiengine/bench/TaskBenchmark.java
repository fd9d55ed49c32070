package org.multiengine.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.multiengine.actors.internal.admin.ClusterPorts;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.client.internal.connection.ConnectionData;
import org.multiengine.client.internal.join.ClusterConnection;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskScheduler;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.value.ValueCodec;
import org.multiengine.test.support.Clusters;

/**
 * How many empty tasks a second four engine processes run, and how long one takes on an idle
 * cluster, beside direct calls in the same run.
 *
 * <pre>
 * TaskBenchmark [ROUNDS]
 * </pre>
 */
public final class TaskBenchmark {

  private static final int ENGINES = 4;
  private static final int TASKS = 20_000;
  private static final int SINGLE_TASKS = 2_000;
  private static final int DEFAULT_ROUNDS = 8;
  private static final RemoteSupplier<Integer> EMPTY = () -> 1;

  private final MultiEngineClient mec;
  private final TaskScheduler tasks;
  private final TaskRequest work;

  private TaskBenchmark(MultiEngineClient mec, TaskScheduler tasks) {
    this.mec = mec;
    this.tasks = tasks;
    ValueCodec codec = ValueCodec.forEngine(TaskBenchmark.class.getClassLoader());
    this.work =
        new TaskRequest.Call(
            CodedValue.of(codec.encode(EMPTY)),
            List.of(),
            "empty",
            false,
            TaskRequest.Clearing.NONE);
  }

  /** Prints the rates and latencies of each round. */
  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 ? DEFAULT_ROUNDS : Integer.parseInt(args[0]);
    Path home = Files.createTempDirectory("task-benchmark");
    var folder = new ClusterFolder("tasks", home);
    try (LocalCluster cluster = Clusters.processes(ENGINES).publish(folder).start();
        MultiEngineClient mec = MultiEngineClient.connect(folder.connectionFile());
        ClusterConnection connection =
            ClusterConnection.open(
                folder.connectionFile(), ConnectionData.read(folder.connectionFile()));
        TaskScheduler tasks = ClusterPorts.of(connection.system()).tasks("benchmark")) {
      System.out.println(cluster);
      var benchmark = new TaskBenchmark(mec, tasks);
      for (int round = 0; round < rounds; round++) {
        benchmark.round();
      }
    }
  }

  private void round() throws InterruptedException {
    long tasksNanos = tasks();
    long callsNanos = calls();
    System.out.printf(
        Locale.ROOT,
        "tasks %,.0f/s, direct calls in turn %,.0f/s; one task %,.0f us, one direct call %,.0f"
            + " us%n",
        TASKS * 1e9 / tasksNanos,
        TASKS * 1e9 / callsNanos,
        median(this::oneTask) / 1e3,
        median(this::oneCall) / 1e3);
  }

  private long tasks() throws InterruptedException {
    long begin = System.nanoTime();
    CountDownLatch left = submit(TASKS);
    left.await();
    return System.nanoTime() - begin;
  }

  private CountDownLatch submit(int count) {
    var left = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      tasks.submit(
          new TaskSubmission<>(tasks.next(), "empty", work.size(), TaskOptions.defaults(), work),
          (report, outcome) -> left.countDown());
    }
    return left;
  }

  private long calls() throws InterruptedException {
    long begin = System.nanoTime();
    List<PendingResult<?>> all = new ArrayList<>(TASKS);
    for (int i = 0; i < TASKS; i++) {
      all.add(mec.engines(i % ENGINES).applyAsync(EMPTY));
    }
    for (PendingResult<?> call : all) {
      call.get();
    }
    return System.nanoTime() - begin;
  }

  private void oneTask() {
    try {
      submit(1).await(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void oneCall() {
    mec.engines(0).apply(EMPTY);
  }

  private static double median(Runnable one) {
    long[] nanos = new long[SINGLE_TASKS];
    for (int i = 0; i < SINGLE_TASKS; i++) {
      long begin = System.nanoTime();
      one.run();
      nanos[i] = System.nanoTime() - begin;
    }
    Arrays.sort(nanos);
    return nanos[SINGLE_TASKS / 2];
  }
}
