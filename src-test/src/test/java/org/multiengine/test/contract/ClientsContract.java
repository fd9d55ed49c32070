package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.test.support.Gate;

/** Tests several clients and several threads. */
abstract class ClientsContract extends ContractCase {

  ClientsContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void clients_two_shareNamespacesAndNumbers() {
    try (MultiEngineClient other = anotherClient()) {
      mec.execute("a = 1");

      assertThat(other.pull("a")).containsExactly(1, 1, 1, 1);
      assertThat(numbers(other.execute("b = 2"))).containsExactly(2, 2, 2, 2);
      assertThat(numbers(mec.getResult())).containsExactly(2, 2, 2, 2);
    }
  }

  @Test
  void clients_two_haveTargetsOfTheirOwn() {
    try (MultiEngineClient other = anotherClient()) {
      mec.setTargets(Targets.of(1));

      assertThat(other.execute("a = 1")).hasSize(4);
    }
  }

  @Test
  void close_openCalls_failHereAndTheEnginesGoOn() throws Exception {
    Gate gate = gate();
    PendingResult<ResultList> pending;
    try (MultiEngineClient other = anotherClient()) {
      pending = other.executeAsync(gate.pass() + "; went_on = true");
    }

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> await(pending))
        .withMessageContaining("closed");
    gate.open();
    assertThat(await(mec.pullAsync("went_on"))).containsOnly(true);
  }

  @Test
  void close_laterCalls_areRefused() {
    MultiEngineClient other = anotherClient();
    other.close();
    other.close();

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> other.execute("a = 1"))
        .withMessage("this client is closed; connect another one");
  }

  @Test
  void threads_callingAtOnce_allGetTheirAnswers() {
    mec.execute("calls = 0");

    List<CompletableFuture<List<Integer>>> threads =
        IntStream.range(0, 4)
            .mapToObj(thread -> CompletableFuture.supplyAsync(this::fiftyCalls))
            .toList();

    var numbers = new ArrayList<Integer>();
    threads.forEach(thread -> numbers.addAll(thread.join()));
    assertThat(new HashSet<>(numbers)).hasSize(200);
    assertThat(mec.pull("calls")).containsExactly(200, 200, 200, 200);
  }

  @Test
  void toString_ofClientsAndViews_namesTheEngines() throws Exception {
    assertThat(mec).hasToString("MultiEngineClient[all of 4 engines]");
    assertThat(mec.engines(0, 2)).hasToString("DirectView[[0, 2]]");
    assertThat(mec.all()).hasToString("DirectView[all]");
    var pending = mec.engines(1).executeAsync("a = 1");
    await(pending);
    assertThat(pending.toString()).isEqualTo("PendingResult[execute on [1], done]");
    mec.setTargets(Targets.of(3));
    assertThat(mec).hasToString("MultiEngineClient[[3] of 4 engines]");
  }

  private List<Integer> fiftyCalls() {
    return IntStream.range(0, 50).mapToObj(i -> numbers(mec.execute("calls++")).get(0)).toList();
  }
}
