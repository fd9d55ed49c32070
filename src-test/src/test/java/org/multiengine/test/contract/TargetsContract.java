package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.ResultList;
import org.multiengine.core.Targets;
import org.multiengine.core.error.InvalidEngineID;

/** Tests the targets of calls (reference, 2.1). */
abstract class TargetsContract extends ContractCase {

  TargetsContract(LocalCluster cluster) {
    super(cluster);
  }

  @Test
  void ids_fourEngines_areAscending() {
    assertThat(mec.ids()).containsExactly(0, 1, 2, 3);
    assertThat(mec.size()).isEqualTo(4);
  }

  @Test
  void targets_ofANewClient_areAll() {
    assertThat(mec.targets()).isEqualTo(Targets.all());
  }

  @Test
  void targets_setOnTheClient_holdFromThenOn() {
    mec.setTargets(Targets.of(0, 2));

    assertThat(engines(mec.execute("a = 1"))).containsExactly(0, 2);
    assertThat(mec.pull("a")).containsExactly(1, 1);
    assertThat(engines(mec.all().execute("a = 1"))).containsExactly(0, 1, 2, 3);
  }

  @Test
  void targets_setAfterACall_leaveThatCallAlone() throws Exception {
    PendingResult<ResultList> before = mec.executeAsync("a = 1");
    mec.setTargets(Targets.of(3));

    assertThat(engines(await(before))).containsExactly(0, 1, 2, 3);
  }

  @Test
  void engines_inAnyOrder_giveResultsInThatOrder() {
    ResultList results = mec.engines(3, 0, 2).execute("println id");

    assertThat(outputs(results)).containsExactly("3\n", "0\n", "2\n");
    assertThat(mec.engines(2, 1).pull("id")).containsExactly(2, 1);
  }

  @Test
  void engines_repeatedId_runsTwiceThere() {
    ResultList results = mec.engines(1, 1, 0).execute("n = binding.hasVariable('n') ? n + 1 : 1");

    assertThat(engines(results)).containsExactly(1, 1, 0);
    assertThat(numbers(results)).containsExactly(1, 2, 1);
    assertThat(mec.engines(0, 1).pull("n")).containsExactly(1, 2);
  }

  @Test
  void engines_none_runsNowhere() {
    assertThat(mec.view(Targets.of()).execute("a = 1")).isEmpty();
    assertThat(mec.view(Targets.of()).execute("a = 1")).hasToString("<Results List>\n");
    assertThat(mec.view(Targets.of()).pull("a")).isEmpty();
    assertThat(mec.view(Targets.of()).keys()).isEmpty();
    assertThat(mec.keys()).containsOnly(List.of("id"));
  }

  @Test
  void engines_oneNotRegistered_isBareAndNothingRan() {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> mec.engines(0, 99).execute("ran = true"))
        .withMessageContaining("Engine with id 99 is not registered");

    assertThat(mec.keys()).containsOnly(List.of("id"));
    assertThat(numbers(mec.execute("a = 1"))).containsOnly(1);
  }

  @Test
  void engines_negativeId_isNotRegistered() {
    assertThatExceptionOfType(InvalidEngineID.class)
        .isThrownBy(() -> mec.engines(-1).execute("ran = true"))
        .withMessageContaining("Engine with id -1 is not registered");
  }

  @Test
  void engines_notRegistered_isBareForEveryMethod() {
    var nobody = mec.engines(99);

    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(() -> nobody.pull("a"));
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(() -> nobody.pull(List.of()));
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(() -> nobody.push(Map.of()));
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(nobody::keys);
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(nobody::reset);
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(nobody::getResult);
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(nobody::queueStatus);
  }

  @Test
  void engines_notRegistered_isRaisedByThePendingResult() {
    PendingResult<ResultList> pending = mec.engines(99).executeAsync("ran = true");

    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(() -> await(pending));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"all|0,1,2,3", "2|2", "0,2|0,2", "-1|3", "::2|0,2", "1:|1,2,3", "::-1|3,2,1,0"})
  void view_parsedTargets_meansThoseEngines(String text, String expected) {
    List<Object> ids = mec.view(Targets.parse(text)).pull("id");

    assertThat(ids).hasToString("[" + expected.replace(",", ", ") + "]");
  }
}
