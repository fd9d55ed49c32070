package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.client.DirectView;
import org.multiengine.client.OnError;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.test.support.Gate;

/** Tests the order of calls, and the calls that wait (reference, 7). */
abstract class QueueContract extends ContractCase {

  QueueContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void calls_twoThousandWithoutWaiting_runInOrder() throws Exception {
    mec.execute("order = []");
    List<PendingResult<?>> pendings = new ArrayList<>();

    for (int i = 0; i < 1_000; i++) {
      pendings.add(mec.pushAsync(Map.of("next", i)));
      pendings.add(mec.executeAsync("order << next"));
    }
    mec.barrier(pendings);

    List<Integer> expected = IntStream.range(0, 1_000).boxed().toList();
    assertThat(mec.pull("order")).hasSize(4).allMatch(expected::equals);
    assertThat(pendings).allMatch(PendingResult::isDone);
  }

  @Test
  void calls_onDifferentEngines_doNotWaitForEachOther() throws Exception {
    Gate gate = gate();
    var held = mec.engines(0).executeAsync(gate.pass());

    assertThat(outputs(await(mec.engines(1, 2, 3).executeAsync("println id"))))
        .containsExactly("1\n", "2\n", "3\n");

    assertThat(held.isDone()).isFalse();
    gate.open();
    await(held);
  }

  @Test
  void call_onBusyAndIdleEngines_endsWhenAllHaveEnded() throws Exception {
    Gate gate = gate();
    var held = mec.engines(0).executeAsync(gate.pass());
    var all = mec.executeAsync("done = true");

    assertThat(await(mec.engines(1, 2, 3).pullAsync("done"))).containsOnly(true);
    assertThat(all.isDone()).isFalse();

    gate.open();
    await(held);
    assertThat(await(all)).hasSize(4);
  }

  @Test
  void queueStatus_idleEngines_isEmpty() {
    assertThat(mec.queueStatus())
        .hasSize(4)
        .allSatisfy(
            status -> {
              assertThat(status.pending()).isNull();
              assertThat(status.queue()).isEmpty();
            });
  }

  @Test
  void queueStatus_waitingCalls_namesThemInOrder() throws Exception {
    Gate gate = gate();
    DirectView one = mec.engines(1);
    List<PendingResult<?>> pendings =
        List.of(
            one.executeAsync(gate.pass()),
            one.executeAsync("a = 1"),
            one.pushAsync(Map.of("b", 2)),
            one.pullAsync(List.of("a", "b")));

    QueueStatus status = await(one.queueStatusAsync()).get(0);

    assertThat(status.engine().value()).isEqualTo(1);
    assertThat(status.pending()).isEqualTo("execute('" + gate.pass() + "')");
    assertThat(status.queue()).containsExactly("execute('a = 1')", "push(b)", "pull('a', 'b')");
    gate.open();
    mec.barrier(pendings);
  }

  @Test
  void failure_ofAText_dropsTheClientsWaitingCallsOnThatEngine() throws Exception {
    Gate gate = gate();
    var failing = mec.executeAsync(gate.pass() + "; if (id == 1) throw new Error('broken')");
    var second = mec.executeAsync("ran = true");
    var third = mec.engines(1).pullAsync("id");

    gate.open();

    assertThat(composite(failing).entries()).hasSize(1);
    CompositeError cleared = composite(second);
    assertThat(cleared.entries()).hasSize(1);
    assertThat(cleared.entries().get(0).error()).isInstanceOf(QueueCleared.class);
    assertThat(engines(cleared.resultList())).containsExactly(0, 2, 3);
    assertAllFailed(composite(third), QueueCleared.class);
    assertThat(mec.engines(1).keys()).containsExactly(List.of("id"));
  }

  @Test
  void failure_manyCallsOnTheirWay_dropsThoseSentBeforeItWasKnownAndNoneBehind() throws Exception {
    DirectView one = mec.engines(1);
    one.execute("n = 0");
    List<PendingResult<?>> behind = new ArrayList<>();

    var failing = one.executeAsync("throw new Error('broken')");
    for (int i = 0; i < 3_000; i++) {
      behind.add(one.executeAsync("n = n + 1"));
    }

    composite(failing);
    List<Boolean> ran = new ArrayList<>();
    for (PendingResult<?> call : behind) {
      ran.add(hasRun(call));
    }
    int runs = Collections.frequency(ran, true);
    int first = ran.size() - runs;
    assertThat(ran.subList(first, ran.size())).as("no gap in the middle").doesNotContain(false);
    assertThat(one.pull("n")).isEqualTo(List.of(runs));
  }

  private static boolean hasRun(PendingResult<?> call) throws Exception {
    try {
      await(call);
      return true;
    } catch (CompositeError dropped) {
      assertThat(dropped.entries().get(0).error()).isInstanceOf(QueueCleared.class);
      return false;
    }
  }

  @Test
  void failure_afterwardsCallsRun() {
    composite(() -> mec.execute("1/0"));

    assertThat(outputs(mec.execute("println id"))).containsExactly("0\n", "1\n", "2\n", "3\n");
  }

  @Test
  void failure_droppedTexts_takeNoNumber() throws Exception {
    Gate gate = gate();
    var failing = mec.engines(0).executeAsync(gate.pass() + "; 1/0");
    var dropped = mec.engines(0).executeAsync("a = 1");

    openBehind(gate, mec);

    composite(failing);
    composite(dropped);
    assertThat(numbers(await(mec.engines(0).executeAsync("a = 2")))).containsExactly(2);
  }

  @Test
  void failure_ofAPull_dropsTheClientsWaitingCalls() throws Exception {
    Gate gate = gate();
    var held = mec.engines(0).executeAsync(gate.pass());
    var pull = mec.engines(0).pullAsync("nowhere");
    var dropped = mec.engines(0).executeAsync("a = 1");

    openBehind(gate, mec);

    await(held);
    composite(pull);
    assertAllFailed(composite(dropped), QueueCleared.class);
  }

  @Test
  void failure_ofAText_keepsTheWaitingCallsOfOtherClients() throws Exception {
    Gate gate = gate();
    try (var other = anotherClient()) {
      var failing = mec.engines(0).executeAsync(gate.pass() + "; 1/0");
      var others = other.engines(0).executeAsync("println 'the other ran'");
      var own = mec.engines(0).executeAsync("a = 1");

      openBehind(gate, mec, other);

      composite(failing);
      assertThat(outputs(await(others))).containsExactly("the other ran\n");
      assertAllFailed(composite(own), QueueCleared.class);
    }
  }

  @Test
  void failure_onErrorContinue_keepsTheWaitingCalls() throws Exception {
    Gate gate = gate();
    DirectView view = mec.engines(0, 1).onError(OnError.CONTINUE);
    var failing = view.executeAsync(gate.pass() + "; 1/0");
    var next = view.executeAsync("println id");

    openBehind(gate, mec);

    composite(failing);
    assertThat(outputs(await(next))).containsExactly("0\n", "1\n");
  }

  @Test
  void failure_beforeACallThatContinues_leavesIt() throws Exception {
    Gate gate = gate();
    var failing = mec.engines(0).executeAsync(gate.pass() + "; 1/0");
    var kept = mec.engines(0).onError(OnError.CONTINUE).executeAsync("println id");
    var dropped = mec.engines(0).executeAsync("a = 1");

    openBehind(gate, mec);

    composite(failing);
    assertThat(outputs(await(kept))).containsExactly("0\n");
    assertAllFailed(composite(dropped), QueueCleared.class);
  }

  @Test
  void reset_whileCallsWait_dropsThemAndLetsTheRunningOneEnd() throws Exception {
    Gate gate = gate();
    try (var other = anotherClient()) {
      var running = mec.engines(0).executeAsync(gate.pass() + "; a = 1; println 'ended'");
      var own = mec.engines(0).executeAsync("b = 1");
      var others = other.engines(0).executeAsync("c = 1");

      var reset = mec.engines(0).resetAsync();

      assertAllFailed(composite(own), QueueCleared.class);
      assertAllFailed(composite(others), QueueCleared.class);
      assertThat(running.isDone()).isFalse();
      gate.open();
      assertThat(outputs(await(running))).containsExactly("ended\n");
      await(reset);
      assertThat(mec.engines(0).keys()).containsExactly(List.of("id"));
    }
  }

  @Test
  void immediateCallThatFails_dropsNothing() throws Exception {
    Gate gate = gate();
    var running = mec.engines(0).executeAsync(gate.pass());
    var waiting = mec.engines(0).executeAsync("println id");

    composite(mec.engines(0).getResultAsync(99));
    gate.open();

    await(running);
    assertThat(outputs(await(waiting))).containsExactly("0\n");
  }

  @Test
  void queueStatus_printed_isIPythonsText() throws Exception {
    Gate gate = gate();
    List<PendingResult<?>> pendings =
        List.of(mec.engines(1).executeAsync(gate.pass()), mec.engines(1).executeAsync("a=1"));

    String text = mec.engines(1, 0).queueStatus().toString();

    assertThat(text)
        .startsWith("<Queue Status List>\nEngine: 1\n    Pending: ")
        .endsWith("\n    Command: \"execute('a=1')\"\nEngine: 0\n    Pending: 'None'\n");
    gate.open();
    mec.barrier(pendings);
  }
}
