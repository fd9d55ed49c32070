package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.test.support.Gate;

/** Tests cancelling calls. */
abstract class CancelContract extends ContractCase {

  CancelContract(LocalCluster cluster) {
    super(cluster);
  }

  /** Starts a text, and waits until it runs. */
  private PendingResult<ResultList> running(String text) {
    PendingResult<ResultList> pending = mec.engines(0).executeAsync("begun = true; " + text);
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> await(mec.engines(0).keysAsync()).get(0).contains("begun"));
    return pending;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) {}",
        "sleep 100000",
        "Thread.sleep(100000)",
        "def f = { while (true) { Math.random() } }; f()",
        "[1, 2].each { for (;;) { } }",
        "while (true) { try { sleep 100 } catch (ignored) {} }",
        "new java.util.concurrent.CountDownLatch(1).await()"
      })
  void cancel_runningText_endsItAndKeepsTheNamespace(String text) {
    mec.engines(0).put("a", 1);
    PendingResult<ResultList> pending = running(text);

    pending.cancel();

    assertAllFailed(composite(pending), TaskAborted.class);
    assertThat(mec.engines(0).pull(List.of("a", "begun"))).containsExactly(List.of(1, true));
    assertThat(outputs(mec.engines(0).execute("println 'alive'"))).containsExactly("alive\n");
  }

  @RepeatedTest(20)
  void cancel_rightAfterTheCall_endsIt() {
    PendingResult<ResultList> pending = mec.executeAsync("while (true) {}");

    pending.cancel();

    assertAllFailed(composite(pending), TaskAborted.class);
  }

  @Test
  void cancel_waitingCall_takesItFromTheQueue() throws Exception {
    Gate gate = gate();
    var held = mec.engines(0).executeAsync(gate.pass());
    var cancelled = mec.engines(0).executeAsync("ran = true");
    var behind = mec.engines(0).executeAsync("println 'ran'");

    cancelled.cancel();

    assertAllFailed(composite(cancelled), TaskAborted.class);
    assertThat(held.isDone()).isFalse();
    gate.open();
    await(held);
    assertThat(outputs(await(behind))).containsExactly("ran\n");
    assertThat(mec.engines(0).keys()).containsExactly(List.of("id"));
  }

  @Test
  void cancel_runningText_dropsTheClientsWaitingCalls() {
    PendingResult<ResultList> pending = running("while (true) {}");
    var behind = mec.engines(0).executeAsync("a = 1");

    pending.cancel();

    assertAllFailed(composite(pending), TaskAborted.class);
    assertAllFailed(composite(behind), QueueCleared.class);
  }

  @Test
  void cancel_endedOnSomeEngines_keepsTheirResults() throws Exception {
    var pending = mec.executeAsync("if (id == 3) while (true) {}; println id");
    await(mec.engines(0, 1, 2).pullAsync("id"));

    pending.cancel();

    CompositeError error = composite(pending);
    assertThat(error.entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.error()).isInstanceOf(TaskAborted.class));
    assertThat(outputs(error.resultList())).containsExactly("0\n", "1\n", "2\n");
  }

  @Test
  void cancel_endedCall_changesNothing() throws Exception {
    var pending = mec.executeAsync("println id");
    ResultList results = await(pending);

    pending.cancel();

    assertThat(await(pending)).isSameAs(results);
    assertThat(outputs(mec.execute("println id"))).isEqualTo(outputs(results));
  }

  @Test
  void cancel_oneClientsCall_leavesAnothers() throws Exception {
    Gate gate = gate();
    try (var other = anotherClient()) {
      var others = other.engines(0).executeAsync(gate.pass() + "; println 'undisturbed'");
      var own = mec.engines(0).executeAsync("a = 1");

      own.cancel();

      assertAllFailed(composite(own), TaskAborted.class);
      gate.open();
      assertThat(outputs(await(others))).containsExactly("undisturbed\n");
    }
  }

  @Test
  void cancel_textThatHandlesTheInterrupt_keepsItsResult() throws Exception {
    var pending =
        running(
            "try { Thread.sleep(100000) } catch (InterruptedException e) { print 'tidied up' }");

    pending.cancel();

    assertThat(outputs(await(pending))).containsExactly("tidied up");
  }
}
