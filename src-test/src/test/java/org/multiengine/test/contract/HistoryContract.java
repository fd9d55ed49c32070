package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.CommandRecord;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.IndexError;
import org.multiengine.test.support.Gate;

/** Tests records, keys and reset (reference, 7.4 and 7.5). */
abstract class HistoryContract extends ContractCase {

  HistoryContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void getResult_afterCommands_isEachEnginesLast() {
    mec.execute("a = 1");
    mec.engines(1).execute("println id");

    ResultList results = mec.getResult();

    assertThat(numbers(results)).containsExactly(1, 2, 1, 1);
    assertThat(results.get(1).stdout()).isEqualTo("1\n");
  }

  @Test
  void getResult_onSomeTargets_isOfThose() {
    mec.execute("a = 1");

    assertThat(engines(mec.engines(3, 1).getResult())).containsExactly(3, 1);
  }

  @Test
  void getResult_lastFailed_isTheLastThatSucceeded() {
    mec.execute("a = 1");
    composite(() -> mec.execute("1/0"));

    assertThat(numbers(mec.getResult())).containsExactly(1, 1, 1, 1);
  }

  @Test
  void getResult_allFailed_isTheLast() {
    composite(() -> mec.engines(0).execute("1/0"));
    composite(() -> mec.engines(0).execute("2/0"));

    CommandRecord record = mec.engines(0).getResult().get(0);

    assertThat(record.number()).isEqualTo(2);
    assertThat(record.traceback()).contains("ArithmeticException: Division by zero");
  }

  @Test
  void getResult_nothingRun_failsWithIndexError() {
    CompositeError error = composite(() -> mec.getResult());

    assertAllFailed(error, IndexError.class);
    assertThat(error)
        .hasMessageStartingWith("one or more exceptions from call to method: get_result")
        .hasMessageContaining("[0:get_result]: IndexError: index None out of range");
  }

  @Test
  void getResult_number_isThatRecord() {
    mec.execute("a = 1");
    mec.execute("println 'second'");
    mec.execute("a = 3");

    ResultList results = mec.getResult(2);

    assertThat(outputs(results)).hasSize(4).containsOnly("second\n");
  }

  @Test
  void getResult_numberOfFailed_hasItsTraceback() {
    composite(() -> mec.engines(0).execute("a = 1\nthrow new IOException('gone')"));

    CommandRecord record = mec.engines(0).getResult(1).get(0);

    assertThat(record.traceback())
        .contains("----> 2 throw new IOException('gone')")
        .endsWith("IOException: gone");
  }

  @Test
  void getResult_numberOnSomeEngines_keepsTheirRecords() {
    mec.execute("a = 1");
    mec.engines(0, 2).execute("a = 2");

    CompositeError error = composite(() -> mec.getResult(2));

    assertThat(error.entries()).allMatch(entry -> entry.error() instanceof IndexError).hasSize(2);
    assertThat(engines(error.resultList())).containsExactly(0, 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 2, Integer.MAX_VALUE})
  void getResult_noSuchNumber_failsWithIndexError(int number) {
    mec.execute("a = 1");

    CompositeError error = composite(() -> mec.getResult(number));

    assertAllFailed(error, IndexError.class);
    assertThat(error).hasMessageContaining("index " + number + " out of range");
  }

  @Test
  void keys_freshEngines_haveTheirId() {
    assertThat(mec.keys()).hasSize(4).containsOnly(List.of("id"));
  }

  @Test
  void keys_afterTexts_haveWhatTheyDefined() {
    mec.execute("a = 1; def local = 2; int f(int n) { n }");
    mec.engines(1).put("b", 2);

    assertThat(mec.engines(0).keys().get(0)).containsExactlyInAnyOrder("id", "a", "f");
    assertThat(mec.engines(1).keys().get(0)).containsExactlyInAnyOrder("id", "a", "f", "b");
  }

  @Test
  void keys_whileATextRuns_haveWhatItDefinedSoFar() throws Exception {
    Gate gate = gate();
    mec.engines(0).put("ready", false);
    var running = mec.engines(0).executeAsync("so_far = 1; " + gate.pass() + "; at_the_end = 2");

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                assertThat(await(mec.engines(0).keysAsync()).get(0))
                    .containsExactlyInAnyOrder("id", "ready", "so_far"));

    gate.open();
    await(running);
  }

  @Test
  void reset_targets_forgetAllAndStartAtOne() {
    mec.execute("a = 1; import java.util.concurrent.TimeUnit; class C {}; def f() { 1 }");

    mec.engines(0, 2).reset();

    assertThat(mec.engines(0, 2).keys()).containsOnly(List.of("id"));
    assertThat(mec.engines(1, 3).keys()).allMatch(names -> names.containsAll(List.of("a", "f")));
    assertThat(numbers(mec.execute("b = 1"))).containsExactly(1, 2, 1, 2);
    composite(() -> mec.engines(0).execute("f()"));
    composite(() -> mec.engines(0).execute("new C()"));
    composite(() -> mec.engines(0).execute("println TimeUnit.DAYS"));
  }

  @Test
  void reset_afterCommands_emptiesTheHistory() {
    mec.execute("a = 1");

    mec.reset();

    assertAllFailed(composite(() -> mec.getResult(1)), IndexError.class);
    assertAllFailed(composite(() -> mec.getResult()), IndexError.class);
  }

  @Test
  void reset_reboundId_putsItBack() {
    mec.execute("id = 'mine'");

    mec.reset();

    assertThat(mec.pull("id")).containsExactly(0, 1, 2, 3);
  }

  @Test
  void immediateCalls_everyEngineSleeps_answerAtOnce() throws Exception {
    mec.execute("a = 1");
    PendingResult<ResultList> sleeping = mec.executeAsync("sleep 10000");

    ResultList results = await(mec.getResultAsync());
    List<List<String>> keys = await(mec.keysAsync());
    var status = await(mec.queueStatusAsync());

    assertThat(sleeping.isDone()).isFalse();
    assertThat(numbers(results)).containsExactly(1, 1, 1, 1);
    assertThat(keys).hasSize(4).containsOnly(List.of("id", "a"));
    assertThat(status)
        .hasSize(4)
        .allSatisfy(of -> assertThat(of.pending()).isEqualTo("execute('sleep 10000')"));
    sleeping.cancel();
    composite(sleeping);
  }
}
