package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.multiengine.client.PendingResult;
import org.multiengine.client.Progress;
import org.multiengine.client.Timing;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.test.contract.ContractCase;
import org.multiengine.test.support.Gate;

/** Tests running calls: output, progress, times and limits. */
abstract class LiveContract extends ContractCase {

  LiveContract(LocalCluster cluster) {
    super(cluster);
  }

  /** Collects the output of each engine. */
  private static final class Heard {
    final Map<Integer, String> out = new ConcurrentHashMap<>();
    final Map<Integer, String> err = new ConcurrentHashMap<>();

    Heard(PendingResult<?> pending) {
      var unused =
          pending.onOutput(
              (engine, text, toStderr) ->
                  (toStderr ? err : out).merge(engine.value(), text, String::concat));
    }

    void await(Map<Integer, String> expected) {
      Awaitility.await().atMost(LIMIT).untilAsserted(() -> assertThat(out).isEqualTo(expected));
    }
  }

  @Test
  void onOutput_runningText_isDeliveredBeforeTheEnd() throws Exception {
    Gate gate = gate();
    var pending =
        mec.engines(1, 2).executeAsync("println \"first $id\"; " + gate.pass() + "; print 'x'");
    var heard = new Heard(pending);

    heard.await(Map.of(1, "first 1\n", 2, "first 2\n"));
    assertThat(pending.isDone()).isFalse();
    gate.open();

    assertThat(outputs(await(pending))).containsExactly("first 1\nx", "first 2\nx");
    heard.await(Map.of(1, "first 1\nx", 2, "first 2\nx"));
  }

  @Test
  void onOutput_standardError_isMarked() throws Exception {
    Gate gate = gate();
    var pending = mec.engines(0).executeAsync("System.err.print 'e'; print 'o'; " + gate.pass());
    var heard = new Heard(pending);

    heard.await(Map.of(0, "o"));

    assertThat(heard.err).isEqualTo(Map.of(0, "e"));
    gate.open();
    await(pending);
  }

  @Test
  void onOutput_waitingCall_isDeliveredWhenItRuns() throws Exception {
    Gate gate = gate();
    mec.engines(0).executeAsync(gate.pass());
    var second = new Gate(java.nio.file.Files.createTempDirectory("gate").resolve("open"));
    var waiting = mec.engines(0).executeAsync("print 'running'; " + second.pass());
    var heard = new Heard(waiting);

    gate.open();

    try {
      heard.await(Map.of(0, "running"));
    } finally {
      second.open();
    }
    await(waiting);
  }

  @Test
  void onOutput_oneCall_receivesNothingOfAnother() throws Exception {
    Gate gate = gate();
    mec.engines(0).execute("print 'before'");
    var pending = mec.engines(0).executeAsync("print 'mine'; " + gate.pass());
    var heard = new Heard(pending);
    heard.await(Map.of(0, "mine"));
    gate.open();
    await(pending);

    mec.engines(0).execute("print 'after'");

    assertThat(heard.out).isEqualTo(Map.of(0, "mine"));
  }

  @Test
  void progress_ofACall_countsEngines() throws Exception {
    Gate gate = gate();
    var pending = mec.executeAsync("if (id == 3) { " + gate.pass() + " }");

    Awaitility.await().atMost(LIMIT).until(() -> pending.progress().done() == 3);
    gate.open();
    await(pending);

    assertThat(pending.progress()).isEqualTo(new Progress(4, 4));
  }

  @Test
  void times_ofACall_areInOrder() throws Exception {
    Instant before = Instant.now();
    PendingResult<ResultList> pending = mec.engines(2, 0).executeAsync("sleep 20");
    assertThat(pending.timings()).isEmpty();
    await(pending);

    assertThat(pending.submitted()).isBetween(before, Instant.now());
    assertThat(pending.completed()).isBetween(pending.submitted(), Instant.now());
    assertThat(pending.timings())
        .extracting(timing -> timing.engine().value())
        .containsExactly(2, 0);
    for (Timing timing : pending.timings()) {
      assertThat(Duration.between(timing.started(), timing.ended()))
          .isBetween(Duration.ofMillis(19), LIMIT);
    }
  }

  @Test
  void completed_runningCall_isNull() throws Exception {
    Gate gate = gate();
    var pending = mec.executeAsync(gate.pass());

    assertThat(pending.completed()).isNull();
    gate.open();
    await(pending);
  }

  @Test
  void withTimeout_longCall_failsAndTheEngineServesOn() {
    mec.put("a", 1);

    var error = composite(() -> mec.withTimeout(Duration.ofMillis(300)).execute("while (true) {}"));

    assertAllFailed(error, TaskTimeout.class);
    assertThat(((TaskTimeout) error.entries().get(0).error()).limit())
        .isEqualTo(Duration.ofMillis(300));
    assertThat(error).hasMessageContaining("300 ms");
    assertThat(mec.pull("a")).containsOnly(1);
  }

  @Test
  void withTimeout_waitingCall_failsAndNeverRuns() throws Exception {
    Gate gate = gate();
    var held = mec.executeAsync(gate.pass());

    var error = composite(() -> mec.withTimeout(Duration.ofMillis(200)).put("a", 1));

    assertAllFailed(error, TaskTimeout.class);
    gate.open();
    await(held);
    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void withTimeout_shortCall_isNotTouched() {
    var limited = mec.engines(1).withTimeout(LIMIT);

    assertThat(limited.map("{ it + 1 }", List.of(1))).containsExactly(2);
    assertThat(outputs(limited.execute("print id"))).containsExactly("1");
  }

  @Test
  void withTimeout_nothing_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> mec.withTimeout(Duration.ZERO));
  }

  @Test
  void barrier_limitPassed_returnsFalse() throws Exception {
    Gate gate = gate();
    var pending = mec.executeAsync(gate.pass());

    assertThat(mec.barrier(List.of(pending), Duration.ofMillis(50))).isFalse();
    gate.open();

    assertThat(mec.barrier(List.of(pending), LIMIT)).isTrue();
    assertThat(pending.isDone()).isTrue();
  }

  @Test
  void barrier_mixedCalls_waitsForAll() throws Exception {
    var pendings =
        List.of(
            mec.executeAsync("a = id"),
            mec.pushAsync(Map.of("b", 1)),
            mec.mapAsync((Integer x) -> x, List.of(1)),
            mec.pullAsync("missing"));

    assertThat(mec.barrier(pendings, LIMIT)).isTrue();

    assertThat(pendings).allMatch(PendingResult::isDone);
  }

  @Test
  void onOutput_lastPiece_isDeliveredBeforeTheResult() throws Exception {
    Gate gate = gate();
    var pending = mec.engines(0, 3).executeAsync(gate.pass() + "; print \"last $id\"");
    var heard = new Heard(pending);
    var first = new Gate(java.nio.file.Files.createTempDirectory("gate").resolve("open"));
    var told = mec.engines(1).executeAsync("print 'x'; " + first.pass());
    new Heard(told).await(Map.of(1, "x")); // the engines know of listeners by now
    var atEnd = pending.thenApply(results -> Map.copyOf(heard.out)).toCompletableFuture();
    first.open();
    await(told);
    gate.open();

    await(pending);

    assertThat(heard.out).isEqualTo(Map.of(0, "last 0", 3, "last 3"));
    assertThat(atEnd.get(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo(heard.out);
  }

  @Test
  void onOutput_listenerAndCallback_runOnThreadsOfTheClient() throws Exception {
    Gate gate = gate();
    var threads = ConcurrentHashMap.<String>newKeySet();
    var pending = mec.engines(0).executeAsync("print 'x'; " + gate.pass());
    var unused =
        pending.onOutput((engine, text, err) -> threads.add(Thread.currentThread().getName()));
    var end = pending.thenAccept(results -> threads.add(Thread.currentThread().getName()));
    Awaitility.await().atMost(LIMIT).until(() -> !threads.isEmpty());
    gate.open();

    await(pending);
    end.toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);

    assertThat(threads).containsExactly("multiengine-client");
  }

  @Test
  void onOutput_slowListener_delaysNoOtherCall() throws Exception {
    Gate gate = gate();
    var slow = new CountDownLatch(1);
    var begun = new CountDownLatch(1);
    var pending = mec.engines(0).executeAsync("print 'x'; " + gate.pass());
    var unused =
        pending.onOutput(
            (engine, text, err) -> {
              begun.countDown();
              assertThat(await(slow)).isTrue();
            });
    assertThat(begun.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    gate.open();

    assertThat(outputs(await(mec.engines(0, 1).executeAsync("print id"))))
        .containsExactly("0", "1");
    assertThat(pending.isDone()).isFalse();
    slow.countDown();

    await(pending);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
