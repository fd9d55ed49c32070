package org.multiengine.test.contract.wide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.error.AbortedPendingDeferredError;
import org.multiengine.core.error.InvalidDeferredID;
import org.multiengine.test.contract.ContractCase;
import org.multiengine.test.support.Gate;

/** Tests dropping results that are no longer needed (reference, 5.5). */
abstract class FlushContract extends ContractCase {

  FlushContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void flush_readyResults_areAllDropped() {
    List<PendingResult<?>> pendings = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      pendings.add(mec.executeAsync("a = " + i));
    }
    mec.barrier(pendings);

    mec.flush();

    assertThat(pendings)
        .allSatisfy(
            pending ->
                assertThatExceptionOfType(InvalidDeferredID.class)
                    .isThrownBy(() -> await(pending))
                    .withMessageStartingWith("invalid deferred_id: "));
    assertThat(mec.pull("a")).containsOnly(5);
  }

  @Test
  void flush_fetchedResult_stays() throws Exception {
    var pending = mec.executeAsync("print id");
    var results = await(pending);

    mec.clearPendingResults();

    assertThat(await(pending)).isSameAs(results);
  }

  @Test
  void flush_runningCall_isAbortedHereAndRunsThere() throws Exception {
    Gate gate = gate();
    var pending = mec.executeAsync(gate.pass() + "; a = 1");

    mec.flush();

    assertThatExceptionOfType(AbortedPendingDeferredError.class)
        .isThrownBy(() -> await(pending))
        .withMessageStartingWith("pending deferred has been deleted: ");
    gate.open();
    Awaitility.await().atMost(LIMIT).until(() -> mec.keys().get(0).contains("a"));
    assertThat(mec.pull("a")).containsOnly(1);
  }

  @Test
  void flush_another_leavesThisClient() throws Exception {
    var pending = mec.executeAsync("print 1");
    mec.barrier(pending);

    try (var other = anotherClient()) {
      other.flush();
    }

    assertThat(outputs(await(pending))).containsOnly("1");
  }

  @Test
  void flush_laterCalls_areAnswered() {
    mec.flush();

    assertThat(mec.execute("a = 1")).hasSize(4);
  }
}
