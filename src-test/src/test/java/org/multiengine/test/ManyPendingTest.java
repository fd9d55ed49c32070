package org.multiengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.client.LocalCluster;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.QueueFull;
import org.multiengine.core.ResultList;

/** More calls at a time than anybody waits for, and the limits that hold them. */
final class ManyPendingTest {

  private static final int MANY = 100_000;

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
        assertThat(pending.get(Duration.ofSeconds(60)).get(0).number()).isEqualTo(expected);
      }
      assertThat(expected).isEqualTo(MANY);
    }
  }

  @Test
  void calls_pastTheClientsLimit_waitAndThenFail() throws Exception {
    Gate gate = gate();
    try (var settings = Overrides.of("client.max-pending", "3", "client.full-wait", "300ms");
        LocalCluster cluster = LocalCluster.start(1);
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
      assertThat(settings).isNotNull();
    }
  }

  @Test
  void calls_pastTheClientsLimit_goOnWhenOneEnds() throws Exception {
    Gate gate = gate();
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (var settings = Overrides.of("client.max-pending", "1", "client.full-wait", "60s");
        LocalCluster cluster = LocalCluster.start(1);
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

      Thread thread = caller.get(30, TimeUnit.SECONDS);
      Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
      assertThat(held.isDone()).isFalse();
      gate.open();

      assertThat(slowed.get(30, TimeUnit.SECONDS).get(0).stdout()).isEqualTo("after");
      assertThat(settings).isNotNull();
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void calls_pastTheEnginesLimit_failAndLaterOnesRun() throws Exception {
    Gate gate = gate();
    try (var settings = Overrides.of("engine.queue.max-requests", "3");
        LocalCluster cluster = LocalCluster.start(1);
        MultiEngineClient mec = cluster.connect()) {
      List<PendingResult<?>> taken = new ArrayList<>();
      taken.add(mec.executeAsync(gate.pass() + "; a = 0"));
      Awaitility.await().until(() -> mec.queueStatus().get(0).pending() != null);
      for (int i = 0; i < 3; i++) {
        taken.add(mec.executeAsync("a += 1"));
      }

      assertFull(mec.executeAsync("a += 100"));

      gate.open();
      mec.barrier(taken);
      assertThat(mec.execute("print a").get(0).stdout()).isEqualTo("3");
      assertThat(settings).isNotNull();
    }
  }

  @Test
  void values_pastTheEnginesLimit_failAndLaterOnesArePushed() throws Exception {
    Gate gate = gate();
    try (var settings = Overrides.of("engine.queue.max-bytes", "1000000");
        LocalCluster cluster = LocalCluster.start(1);
        MultiEngineClient mec = cluster.connect()) {
      var held = mec.executeAsync(gate.pass());
      Awaitility.await().until(() -> mec.queueStatus().get(0).pending() != null);
      var values = java.util.Map.of("a", new byte[600_000]);
      var taken = mec.pushAsync(values);

      assertFull(mec.pushAsync(values));

      gate.open();
      mec.barrier(held, taken);
      mec.put("a", new byte[600_000]);
      assertThat(mec.execute("print a.length").get(0).stdout()).isEqualTo("600000");
      assertThat(settings).isNotNull();
    }
  }

  private static void assertFull(PendingResult<?> pending) {
    assertThatExceptionOfType(CompositeError.class)
        .isThrownBy(() -> pending.get(Duration.ofSeconds(30)))
        .satisfies(
            error ->
                assertThat(error.entries()).allMatch(entry -> entry.error() instanceof QueueFull));
  }
}
