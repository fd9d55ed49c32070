package org.multiengine.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.multiengine.client.PendingResult;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.EngineInfoList;
import org.multiengine.core.Targets;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.test.support.Gate;

/** Tests the information about engines. */
abstract class EnginesContract extends ContractCase {

  EnginesContract(LocalCluster cluster) {
    super(cluster);
  }

  private static List<Integer> ids(EngineInfoList engines) {
    return engines.stream().map(engine -> engine.engine().value()).toList();
  }

  private static EngineInfo.Stats stats(EngineInfo engine) {
    return Objects.requireNonNull(engine.stats(), engine::toString);
  }

  private static EngineInfo.Running running(EngineInfo engine) {
    return Objects.requireNonNull(stats(engine).running(), engine::toString);
  }

  @Test
  void complete_whileAScriptRuns_knowsNamesAndMembers() {
    mec.engines(1).execute("answer = 'forty-two'");
    Gate gate = gate();
    var pending = mec.engines(0, 1).executeAsync(gate.pass());

    assertThat(mec.engines(0, 1).complete("x = answ"))
        .containsExactly(List.of(), List.of("answer"));
    assertThat(mec.engines(1).complete("answer.toUpp").get(0)).contains("toUpperCase");
    assertThat(pending.isDone()).isFalse();
    gate.open();
  }

  @Test
  void engines_idle_haveTheirPlaceProcessAndMemory() {
    EngineInfoList engines = mec.engines();

    assertThat(ids(engines)).containsExactly(0, 1, 2, 3);
    assertThat(engines)
        .allSatisfy(
            engine -> {
              assertThat(engine.state()).isEqualTo(EngineInfo.State.IDLE);
              assertThat(engine.node()).matches("127\\.0\\.0\\.1:\\d+");
              assertThat(engine.language()).isEqualTo("groovy");
              assertThat(engine.detail()).isEmpty();
              assertThat(stats(engine).running()).isNull();
              assertThat(stats(engine).waiting()).isZero();
              assertThat(stats(engine).started()).isBefore(Instant.now());
              assertThat(stats(engine).memory().usedBytes())
                  .isBetween(1L, stats(engine).memory().maxBytes());
            });
  }

  @Test
  void engines_theirProcesses_areThoseOfTheirScripts() {
    List<Object> pids = mec.apply(engine -> ProcessHandle.current().pid());

    assertThat(mec.engines()).extracting(engine -> (Object) stats(engine).pid()).isEqualTo(pids);
  }

  @Test
  void engines_oneSleeps_showsWhatItRunsAndSinceWhen() throws Exception {
    Gate gate = gate();
    Instant before = Instant.now();
    PendingResult<?> running = mec.engines(2).executeAsync(gate.pass());
    PendingResult<?> waiting = mec.engines(2).executeAsync("a = 1");

    EngineInfo busy = await(mec.enginesAsync()).get(2);

    assertThat(busy.state()).isEqualTo(EngineInfo.State.BUSY);
    EngineInfo.Running runs = running(busy);
    assertThat(runs.text()).startsWith("execute('while (!new File(");
    assertThat(runs.since()).isBetween(before.minusMillis(1), Instant.now());
    assertThat(stats(busy).waiting()).isEqualTo(1);
    assertThat(mec.engines(0, 1, 3).engines())
        .extracting(EngineInfo::state)
        .containsOnly(EngineInfo.State.IDLE);
    gate.open();
    await(running);
    await(waiting);
  }

  @Test
  void engines_askedAgain_haveTheSameStartAndALongerTime() throws Exception {
    Gate gate = gate();
    PendingResult<?> running = mec.engines(1).executeAsync(gate.pass());
    EngineInfo.Running first = running(mec.engines(1).engines().get(0));

    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              EngineInfo.Running later = running(mec.engines(1).engines().get(0));
              assertThat(later.since()).isEqualTo(first.since());
              assertThat(later.elapsed()).isGreaterThan(first.elapsed());
            });
    gate.open();
    await(running);
  }

  @Test
  void engines_longText_isCut() throws Exception {
    Gate gate = gate();
    PendingResult<?> running =
        mec.engines(0).executeAsync(gate.pass() + "\n" + "a = 1\n".repeat(1_000));

    EngineInfo.Running runs = running(mec.engines().get(0));

    assertThat(runs.text()).hasSize(203).endsWith("...");
    gate.open();
    await(running);
  }

  @Test
  void engines_ofAView_areItsTargetsInTheirOrder() {
    assertThat(ids(mec.engines(3, 1, 3).engines())).containsExactly(3, 1, 3);
    assertThat(ids(mec.view(Targets.parse("::2")).engines())).containsExactly(0, 2);
    assertThat(mec.view(Targets.of()).engines()).isEmpty();
  }

  @Test
  void engines_ofAClientWithOtherTargets_areAll() {
    mec.setTargets(Targets.of(1));

    assertThat(ids(mec.engines())).containsExactly(0, 1, 2, 3);
  }

  @Test
  void engines_ofAViewOfAnUnknownEngine_failWithTheErrorItself() {
    assertThatExceptionOfType(InvalidEngineID.class).isThrownBy(() -> mec.engines(0, 99).engines());
  }

  @Test
  void engines_printed_isATable() {
    assertThat(mec.engines().toString())
        .startsWith("engine  state  node ")
        .containsPattern("\n3 +idle +127\\.0\\.0\\.1:\\d+ +\\d+ +[0-9.]+ .iB/");
  }
}
