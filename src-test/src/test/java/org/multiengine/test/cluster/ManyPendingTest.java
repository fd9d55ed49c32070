package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.ClusterOptionsBuilder;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.QueueFull;
import org.multiengine.test.support.Clusters;
import org.multiengine.test.support.Gate;

/** Tests many calls at a time, and the limits of clients and engines. */
final class ManyPendingTest {

  private static final int MANY = 100_000;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Path folder;

  @BeforeEach
  void useFolder(@TempDir Path ofCase) {
    folder = ofCase;
  }

  private Gate gate() {
    return new Gate(folder.resolve("gate"));
  }

  @Test
  void calls_aHundredThousandOnOneEngine_allComeBackInOrder() throws Exception {
    try (LocalCluster cluster = LocalCluster.start(1);
        MultiEngineClient mec = cluster.connect()) {
      List<PendingResult<ResultList>> pendings = new ArrayList<>();
      for (int i = 0; i < MANY; i++) {
        pendings.add(mec.executeAsync("1"));
      }

      int expected = 0;
      for (PendingResult<ResultList> pending : pendings) {
        expected++;
        assertThat(pending.get(LIMIT).get(0).number()).isEqualTo(expected);
      }
      assertThat(expected).isEqualTo(MANY);
    }
  }

  @Test
  void pulls_manyOfALargeValueWithoutWaiting_leaveTheEngineAlive() throws Exception {
    try (LocalCluster cluster = Clusters.processes(1, "-Xmx300m").start();
        MultiEngineClient mec = cluster.connect()) {
      mec.execute("state = 'precious'; big = new byte[48_000_000]");

      List<PendingResult<?>> pulls = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        pulls.add(mec.engines(0).pullAsync("big"));
      }
      while (!pulls.isEmpty()) {
        pulls.remove(0).get(LIMIT); // each value is dropped before the next comes
      }

      assertThat(mec.engines(0).pull("state").get(0)).isEqualTo("precious");
    }
  }

  @Test
  void calls_pastTheClientsLimit_waitAndThenFail() throws Exception {
    Gate gate = gate();
    try (LocalCluster cluster =
            LocalCluster.builder()
                .engines(1)
                .setting("multiengine.client.max-pending", "3")
                .setting("multiengine.client.full-wait", "300ms")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      PendingResult<ResultList> held = mec.executeAsync(gate.pass());
      List<PendingResult<?>> pendings =
          List.of(held, mec.executeAsync("a = 1"), mec.executeAsync("a += 1"));
      long before = System.nanoTime();

      assertThatExceptionOfType(QueueFull.class)
          .isThrownBy(() -> mec.executeAsync("a += 100"))
          .withMessageContaining("3 calls open")
          .withMessageContaining("multiengine.client.max-pending");

      assertThat(Duration.ofNanos(System.nanoTime() - before))
          .isGreaterThan(Duration.ofMillis(299));
      gate.open();
      mec.barrier(pendings);
      assertThat(mec.pull("a")).containsExactly(2);
    }
  }

  @Test
  void calls_pastTheClientsLimit_goOnWhenOneEnds() throws Exception {
    Gate gate = gate();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (LocalCluster cluster =
            LocalCluster.builder()
                .engines(1)
                .setting("multiengine.client.max-pending", "1")
                .setting("multiengine.client.full-wait", "60s")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      PendingResult<ResultList> held = mec.executeAsync(gate.pass());
      CompletableFuture<Thread> caller = new CompletableFuture<>();
      CompletableFuture<ResultList> slowed =
          CompletableFuture.supplyAsync(
              () -> {
                caller.complete(Thread.currentThread());
                return mec.execute("print 'after'");
              },
              executor);

      Thread thread = caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      Awaitility.await().atMost(LIMIT).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
      assertThat(held.isDone()).isFalse();
      gate.open();

      assertThat(slowed.get(LIMIT.toSeconds(), TimeUnit.SECONDS).get(0).stdout())
          .isEqualTo("after");
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void calls_pastTheEnginesLimit_waitAndAllRunInOrder() throws Exception {
    Gate gate = gate();
    try (LocalCluster cluster =
            LocalCluster.builder()
                .engines(1)
                .setting("multiengine.engine.queue.max-requests", "3")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      List<PendingResult<?>> taken = new ArrayList<>();
      taken.add(mec.executeAsync(gate.pass() + "; a = []"));
      for (int i = 0; i < 20; i++) {
        taken.add(mec.executeAsync("a << " + i));
      }
      assertThat(mec.queueStatus().get(0).queue()).hasSize(2);
      assertThat(taken).noneMatch(PendingResult::isDone);

      gate.open();

      mec.barrier(taken);
      List<Integer> expected = IntStream.range(0, 20).boxed().toList();
      assertThat(mec.pull("a")).containsExactly(expected);
    }
  }

  @Test
  void values_pastTheEnginesLimit_waitAndAreAllPushed() throws Exception {
    Gate gate = gate();
    try (LocalCluster cluster =
            LocalCluster.builder()
                .engines(1)
                .setting("multiengine.engine.queue.max-bytes", "1000000")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      List<PendingResult<?>> taken = new ArrayList<>();
      taken.add(mec.executeAsync(gate.pass()));
      for (int i = 0; i < 5; i++) {
        taken.add(mec.pushAsync(Map.of("a" + i, new byte[600_000])));
      }
      assertThat(mec.queueStatus().get(0).queue()).containsExactly("push(a0)");

      gate.open();

      mec.barrier(taken);
      assertThat(mec.execute("print a0.length + a4.length").get(0).stdout()).isEqualTo("1200000");
    }
  }

  /** Returns a cluster of each form, with one engine. */
  static Stream<Named<Supplier<ClusterOptionsBuilder>>> clusters() {
    return Stream.of(
        Named.of("embedded", () -> LocalCluster.builder().engines(1)),
        Named.of("processes", () -> Clusters.processes(1, "-Xmx128m")));
  }

  @ParameterizedTest
  @MethodSource("clusters")
  void calls_engineFull_waitAndThenFailAtTheClientsLimit(Supplier<ClusterOptionsBuilder> form)
      throws Exception {
    Gate gate = gate();
    try (LocalCluster cluster =
            form.get()
                .setting("multiengine.call.max-requests-per-engine", "4")
                .setting("multiengine.client.max-pending", "12")
                .setting("multiengine.client.full-wait", "300ms")
                .start();
        MultiEngineClient mec = cluster.connect()) {
      List<PendingResult<?>> taken = new ArrayList<>();
      taken.add(mec.executeAsync(gate.pass() + "; a = []"));
      for (int i = 0; i < 11; i++) {
        taken.add(mec.executeAsync("a << " + i));
      }

      assertThatExceptionOfType(QueueFull.class)
          .isThrownBy(() -> mec.executeAsync("a << 100"))
          .withMessageContaining("12 calls open");

      assertThat(taken).noneMatch(PendingResult::isDone);
      gate.open();
      mec.barrier(taken);
      assertThat(mec.pull("a")).containsExactly(IntStream.range(0, 11).boxed().toList());
    }
  }
}
