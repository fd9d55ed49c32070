package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.core.task.board.ModelCluster.MILLIS;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskState;

/** Random schedules of submissions, cancellations, losses, joins and slow engines. */
final class TaskBoardModelTest {

  private static final int TASKS = 300;

  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  private static ModelCluster cluster(long seed) {
    long latency = List.of(200_000L, MILLIS, 10 * MILLIS).get((int) (seed % 3));
    return new ModelCluster(seed, latency, TaskSettings.defaults());
  }

  private static ModelNode addNode(ModelCluster cluster) {
    Random random = cluster.random;
    double slowness = random.nextInt(4) == 0 ? 10 : 1;
    return cluster.addNode(1 + random.nextInt(3), slowness, NodeTraits.none());
  }

  private static TaskOptions options(Random random, String client, long number) {
    var options = TaskOptions.builder().priority(random.nextInt(5) - 2);
    switch (random.nextInt(8)) {
      case 0 -> options.idempotent();
      case 1 -> options.retry(Retry.times(1 + random.nextInt(3)));
      case 2 ->
          options.retry(
              Retry.times(2)
                  .preferOthers()
                  .backoff(Duration.ofMillis(10), 2, Duration.ofSeconds(1)));
      case 3 -> options.atMostOnce();
      case 4 -> options.limit(Duration.ofMillis(1 + random.nextInt(200)));
      case 5 -> options.deadline(Duration.ofMillis(1 + random.nextInt(2_000)));
      default -> {}
    }
    if (number > 1 && random.nextInt(4) == 0) {
      var earlier = new TaskId(client, 1 + random.nextInt((int) number - 1));
      var other = new TaskId(client, 1 + random.nextInt((int) number - 1));
      options.after(
          new Dependency(Set.of(earlier), random.nextBoolean(), true, random.nextBoolean()),
          Dependency.any(earlier, other.equals(earlier) ? earlier(earlier) : other));
    }
    return options.build();
  }

  private static TaskId earlier(TaskId than) {
    return new TaskId(than.client(), than.number() + 1_000_000);
  }

  private static ModelWork work(Random random) {
    long nanos = random.nextInt(10) == 0 ? random.nextInt(300) * MILLIS : random.nextInt(2_000_000);
    int failures = random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0;
    return new ModelWork(nanos, failures, List.of());
  }

  private static void step(ModelCluster cluster, long number) {
    Random random = cluster.random;
    String client = random.nextInt(3) == 0 ? "bob" : "ann";
    cluster.submit(client, number, work(random), options(random, client, number));
    switch (random.nextInt(40)) {
      case 0 -> {
        if (cluster.nodes.size() > 1) {
          cluster.kill(anyNode(cluster), random.nextBoolean());
        }
      }
      case 1 -> addNode(cluster);
      case 2, 3, 4 -> cluster.cancel(client, 1 + random.nextInt((int) number));
      case 5 -> {
        ModelNode node = anyNode(cluster);
        node.drain();
        cluster.at(cluster.now() + 50 * MILLIS, node::resume);
      }
      default -> {}
    }
  }

  private static ModelNode anyNode(ModelCluster cluster) {
    List<ModelNode> nodes = List.copyOf(cluster.nodes.values());
    return nodes.get(cluster.random.nextInt(nodes.size()));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void tasks_randomSchedule_endOnceAndBeginAsOftenAsAllowed(long seed) {
    ModelCluster cluster = cluster(seed);
    addNode(cluster);
    addNode(cluster);
    for (long number = 1; number <= TASKS; number++) {
      step(cluster, number);
      if (cluster.random.nextInt(3) == 0) {
        cluster.runUntil(cluster.now() + cluster.random.nextInt(5_000_000));
        cluster.checkNoEngineIsIdle();
      }
    }
    for (int check = 0; check < 100; check++) {
      cluster.runUntil(cluster.now() + 200 * MILLIS);
      cluster.checkNoEngineIsIdle();
    }
    cluster.runToEnd();

    cluster.checkEnd();
    assertThat(cluster.ended(TaskState.DONE)).isPositive();
  }
}
