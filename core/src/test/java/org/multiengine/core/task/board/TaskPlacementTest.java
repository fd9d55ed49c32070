package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskSettings.Share;

final class TaskPlacementTest {

  private final BoardFixture tasks = new BoardFixture();

  private static TaskOptions priority(int level) {
    return TaskOptions.builder().priority(level).build();
  }

  static TaskOptions label(String label) {
    return needs(new TaskNeeds(null, Set.of(label), Map.of(), ""));
  }

  static TaskOptions needs(TaskNeeds needs) {
    return TaskOptions.builder().needs(needs).build();
  }

  static NodeTraits gpus(double amount) {
    return new NodeTraits(Set.of("gpu"), Map.of("gpu", amount));
  }

  @Test
  void submit_enginesIdle_spreadsOverNodes() {
    tasks.node("north", 0, 1);
    tasks.node("south", 1, 1);

    tasks.submit();
    tasks.submit();
    tasks.submit();

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "send 2 to south");
  }

  @Test
  void submit_nodesOfDifferentSizes_prefersTheLeastLoaded() {
    tasks.node("north", 0, 1);
    tasks.node("south", 1, 3);

    for (int i = 0; i < 4; i++) {
      tasks.submit();
    }

    assertThat(tasks.takeLog())
        .containsExactly(
            "send 1 to north", "send 2 to south", "send 3 to south", "send 4 to south");
  }

  @Test
  void ended_tasksWait_nextGoesToThatNode() {
    tasks.node("north", 0, 1);
    tasks.node("south", 1, 1);
    tasks.submit();
    tasks.submit();
    tasks.submit();
    tasks.takeLog();

    tasks.done(2, 1);

    assertThat(tasks.takeLog()).containsExactly("send 3 to south", "2 done");
  }

  @Test
  void joined_tasksWait_areSentAtOnce() {
    tasks.submit();
    tasks.submit();

    tasks.node("north", 0, 1);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north");
  }

  @Test
  void waiting_differentPriorities_highestGoesFirst() {
    tasks.submit(priority(0));
    tasks.submit(priority(-1));
    tasks.submit(priority(1));
    tasks.submit(priority(1));

    tasks.node("north", 0, 4);

    assertThat(tasks.takeLog())
        .containsExactly(
            "send 3 to north", "send 4 to north", "send 1 to north", "send 2 to north");
  }

  @Test
  void waiting_lowPriorityForLong_goesBeforeANewHigherOne() {
    tasks.submit(priority(0));
    tasks.pass(Duration.ofSeconds(21));
    tasks.submit(priority(2));
    tasks.pass(Duration.ofSeconds(1));
    tasks.submit(priority(3));

    tasks.node("north", 0, 3);

    assertThat(tasks.takeLog())
        .containsExactly("send 3 to north", "send 1 to north", "send 2 to north");
  }

  @Test
  void prioritize_waitingTask_movesIt() {
    tasks.submit();
    tasks.submit();

    tasks.board.prioritize(BoardFixture.id(2), 5);
    tasks.node("north", 0, 1);

    assertThat(tasks.takeLog()).containsExactly("send 2 to north");
  }

  @Test
  void waiting_firstFitsNowhere_doesNotHoldUpOthers() {
    tasks.node("north", 0, 1);
    tasks.submit(label("gpu"));
    tasks.submit();

    assertThat(tasks.takeLog())
        .containsExactly("warn: no engine has the label 'gpu'", "send 2 to north");
  }

  @Test
  void submit_label_goesToANodeThatHasIt() {
    tasks.node("north", 0, 2);
    tasks.node("south", 2, 1, gpus(1));

    tasks.submit(label("gpu"));

    assertThat(tasks.takeLog()).containsExactly("send 1 to south");
  }

  @Test
  void submit_namedEngine_goesToItsNodeForThatEngineAlone() {
    tasks.node("north", 0, 2);
    tasks.submit(needs(new TaskNeeds(Set.of(new EngineId(1)), Set.of(), Map.of(), "")));

    assertThat(tasks.takeLog()).containsExactly("send 1 to north");
    assertThat(tasks.order(1).engines()).containsExactly(BoardFixture.engine(1));
  }

  @Test
  void submit_manyForOneEngine_leaveTheOthersTheirShare() {
    tasks.node("north", 0, 4);
    var second = needs(new TaskNeeds(Set.of(new EngineId(1)), Set.of(), Map.of(), ""));
    for (int i = 0; i < 4; i++) {
      tasks.submit(second);
    }
    tasks.submit();

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "send 5 to north");
  }

  @Test
  void submit_resources_areCountedUntilTheTaskEnds() {
    tasks.node("north", 0, 4, gpus(2));
    var one = needs(new TaskNeeds(null, Set.of(), Map.of("gpu", 1.0), ""));
    for (int i = 0; i < 3; i++) {
      tasks.submit(one);
    }
    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "send 2 to north");

    tasks.done(1, 0);

    assertThat(tasks.takeLog()).containsExactly("send 3 to north", "1 done");
  }

  @Test
  void granted_largerWindow_sendsAhead() {
    tasks.node("north", 0, 1);
    for (int i = 0; i < 4; i++) {
      tasks.submit();
    }
    tasks.takeLog();

    tasks.grant("north", 3, 0, 1);

    assertThat(tasks.takeLog()).containsExactly("send 2 to north", "send 3 to north");
  }

  @Test
  void granted_busyElsewhere_avoidsThatNode() {
    tasks.node("north", 0, 1);
    tasks.node("south", 1, 1);
    tasks.grant("north", 1, 1, 2);

    tasks.submit();

    assertThat(tasks.takeLog()).containsExactly("send 1 to south");
  }

  @Test
  void granted_otherClients_areNotifiedWhenTasksWaitAndNoLongerDo() {
    tasks.node("north", 0, 2);
    tasks.grant("north", 1, 1, 2);
    tasks.submit();
    tasks.takeLog();

    tasks.submit();
    tasks.cancel(2);

    assertThat(tasks.takeLog()).containsExactly("more for north", "no more for north", "2 aborted");
  }

  @Test
  void refused_node_receivesNothingUntilItsNextGrant() {
    tasks.node("north", 0, 1);
    tasks.submit();
    tasks.takeLog();
    tasks.perform(tasks.board.refused("north", List.of(tasks.last(1)), tasks.now));
    assertThat(tasks.takeLog()).isEmpty();

    tasks.grant("north", 1, 0, 1);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north");
  }

  @Test
  void submit_tooManyOrTooLarge_isRefused() {
    var limits = limits(2, 150, 1);
    var few = new BoardFixture(limits);
    few.submit();

    assertThatThrownBy(few::submit)
        .isInstanceOfSatisfying(
            QueueFull.class,
            full -> assertThat(full.setting()).isEqualTo("multiengine.tasks.max-open-bytes"));
    few.cancel(1);
    few.submit();
    assertThat(few.board.counts().open()).isEqualTo(1);
  }

  @Test
  void submit_limitOfTasksReached_isRefused() {
    var few = new BoardFixture(limits(1, 1_000, 1));
    few.submit();

    assertThatThrownBy(few::submit)
        .isInstanceOf(QueueFull.class)
        .hasMessageContaining("1 tasks are open");
  }

  @Test
  void submit_longTasksHoldTheirShare_shortOnesGoOn() {
    var shared = new BoardFixture(limits(100, 100_000, 0.5));
    shared.node("north", 0, 2);
    var options = TaskOptions.defaults();
    shared.submit(options, "long");
    shared.answer(shared.last(1), 0, BoardFixture.failure("ValueError"), 100);
    shared.submit(options, "long");
    shared.answer(shared.last(2), 0, new Outcome.Done(), 100);
    shared.takeLog();

    shared.submit(options, "long");
    shared.submit(options, "long");
    shared.submit(options, "short");
    assertThat(shared.takeLog()).containsExactly("send 3 to north", "send 5 to north");

    shared.done(3, 0);
    assertThat(shared.takeLog()).containsExactly("send 4 to north", "3 done");
  }

  static TaskSettings limits(int open, long bytes, double share) {
    TaskSettings all = TaskSettings.defaults();
    return new TaskSettings(
        open,
        bytes,
        all.maxNodeBytes(),
        all.maxEnded(),
        all.aging(),
        all.unplaceableAfter(),
        all.recallAfter(),
        all.cancelGrace(),
        all.rejection(),
        all.speculation(),
        new Share(share, Duration.ofMillis(50)));
  }
}
