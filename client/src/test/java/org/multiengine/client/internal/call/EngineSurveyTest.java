package org.multiengine.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.call.CallObserver.EngineOutcome;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.EngineInfo.State;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;

final class EngineSurveyTest {

  private static final EngineInfo.Stats STATS =
      new EngineInfo.Stats(7, new EngineInfo.Memory(1, 2), Instant.EPOCH, null, 0);

  private SortedMap<EngineId, EngineInfo> registry = new TreeMap<>();

  @Test
  void everyone_stuckEngineDoesNotAnswer_isStuck() {
    register(info(0, State.STUCK, "no progress"));

    var all =
        new EngineSurvey(() -> registry).everyone(List.of(failed(0, new TaskTimeout("late"))));

    assertThat(all).containsExactly(info(0, State.STUCK, "no progress"));
  }

  @Test
  void everyone_stuckEngineAnswers_isIdle() {
    register(info(0, State.STUCK, "no progress"));

    var all = new EngineSurvey(() -> registry).everyone(List.of(alive(0)));

    assertThat(all).containsExactly(info(0, State.SILENT, "").alive(STATS));
  }

  @Test
  void everyone_startedAgain_tellsSo() {
    registry.put(new EngineId(1), info(1, State.SILENT, "restarted; before, it was killed"));

    var all = new EngineSurvey(() -> registry).everyone(List.of(alive(1)));

    assertThat(all.get(0).state()).isEqualTo(State.IDLE);
    assertThat(all.get(0).detail()).isEqualTo("restarted; before, it was killed");
  }

  @Test
  void everyone_severalStates_isOrderedById() {
    register(info(0, State.LOST, "killed"), info(1, State.SILENT, ""), info(2, State.STARTING, ""));

    var all = new EngineSurvey(() -> registry).everyone(List.of(alive(1)));

    assertThat(all)
        .containsExactly(
            info(0, State.LOST, "killed"),
            info(1, State.SILENT, "").alive(STATS),
            info(2, State.STARTING, ""));
  }

  @Test
  void asked_severalStates_isThoseThatAnsweredInTheirOrder() {
    register(info(0, State.LOST, ""), info(1, State.SILENT, ""), info(2, State.SILENT, ""));

    var asked = new EngineSurvey(() -> registry).asked(List.of(alive(2), alive(1), alive(2)));

    assertThat(asked).extracting(info -> info.engine().value()).containsExactly(2, 1, 2);
    assertThat(asked).extracting(EngineInfo::state).containsOnly(State.IDLE);
  }

  @Test
  void everyone_engineLostWhileAsked_saysHow() {
    register(info(0, State.SILENT, ""));

    var all = new EngineSurvey(() -> registry).everyone(List.of(failed(0, new EngineLost("gone"))));

    assertThat(all).containsExactly(info(0, State.LOST, "gone"));
  }

  @Test
  void everyone_registryKnowsOfTheLossByThen_saysHowAsTheRegistryDoes() {
    register(info(0, State.SILENT, ""));
    var roll = new EngineSurvey(() -> registry);
    register(info(0, State.LOST, "killed by signal 9"));

    assertThat(roll.everyone(List.of(failed(0, new EngineLost("gone")))))
        .containsExactly(info(0, State.LOST, "killed by signal 9"));
  }

  @Test
  void everyone_lostEngineWasStartedAgainByThen_saysHowItWasLost() {
    register(info(0, State.SILENT, ""));

    var roll = new EngineSurvey(() -> registry);

    assertThat(roll.everyone(List.of(failed(0, new EngineLost("started again")))))
        .containsExactly(info(0, State.LOST, "started again"));
  }

  @Test
  void everyone_noAnswerInTime_isSilentAndSaysWhy() {
    register(info(0, State.SILENT, ""));

    var all =
        new EngineSurvey(() -> registry).everyone(List.of(failed(0, new TaskTimeout("late"))));

    assertThat(all.get(0).state()).isEqualTo(State.SILENT);
    assertThat(all.get(0).detail()).startsWith("it has not answered in time; its process may be");
  }

  @Test
  void everyone_requestCouldNotBeSent_isSilentAndSaysWhy() {
    register(info(0, State.SILENT, ""));

    var all = new EngineSurvey(() -> registry).everyone(List.of(failed(0, new QueueFull("full"))));

    assertThat(all).containsExactly(info(0, State.SILENT, "it has not answered: full"));
  }

  @Test
  void everyone_otherAnswer_isSilentAndShowsIt() {
    register(info(0, State.SILENT, ""));

    var outcome = new EngineOutcome(new EngineId(0), new Outcome.Done(), null, null);

    assertThat(new EngineSurvey(() -> registry).everyone(List.of(outcome)).get(0).detail())
        .contains("something else");
  }

  @Test
  void everyone_engineThatCameAfterTheStart_isToldOfWithItsNode() {
    var roll = new EngineSurvey(() -> registry);
    register(info(3, State.SILENT, ""));

    assertThat(roll.everyone(List.of(alive(3))))
        .containsExactly(info(3, State.SILENT, "").alive(STATS));
  }

  @Test
  void everyone_engineTheRegistryNeverKnew_isToldOfWithoutANode() {
    var all = new EngineSurvey(() -> registry).everyone(List.of(alive(3)));

    assertThat(all.get(0).state()).isEqualTo(State.IDLE);
    assertThat(all.get(0).node()).isEmpty();
  }

  @Test
  void everyone_engineLostBeforeItWasAsked_isLost() {
    register(info(0, State.SILENT, ""));
    var roll = new EngineSurvey(() -> registry);
    register(info(0, State.LOST, "killed"));

    assertThat(roll.everyone(List.of())).containsExactly(info(0, State.LOST, "killed"));
  }

  @Test
  void everyone_engineRemovedBeforeItWasAsked_isLeftOut() {
    register(info(0, State.SILENT, ""));
    var roll = new EngineSurvey(() -> registry);
    register();

    assertThat(roll.everyone(List.of())).isEmpty();
  }

  @Test
  void everyone_engineThatWasAwayWhenTheOthersWereAsked_isSilent() {
    register(info(0, State.SILENT, ""));

    assertThat(new EngineSurvey(() -> registry).everyone(List.of()))
        .containsExactly(info(0, State.SILENT, "it has not answered"));
  }

  private void register(EngineInfo... engines) {
    registry = new TreeMap<>();
    for (EngineInfo engine : engines) {
      registry.put(engine.engine(), engine);
    }
  }

  private static EngineInfo info(int engine, State state, String detail) {
    return new EngineInfo(new EngineId(engine), state, "host:1", "groovy", null, detail);
  }

  private static EngineOutcome alive(int engine) {
    return new EngineOutcome(new EngineId(engine), new Outcome.Info(STATS), null, null);
  }

  private static EngineOutcome failed(int engine, KernelError error) {
    return new EngineOutcome(new EngineId(engine), Outcome.failed(error), null, null);
  }
}
