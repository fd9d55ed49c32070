package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.core.task.board.BoardFixture.id;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskWait;
import org.multiengine.core.task.TaskWait.Reason;

final class TaskExplanationTest {

  private final BoardFixture tasks = new BoardFixture();

  private void assertWhy(long task, Reason reason, String text) {
    assertThat(tasks.why(task)).isEqualTo(new TaskWait(reason, text));
  }

  @Test
  void why_noEngines_saysSoAndHasNoLimit() {
    tasks.submit();
    tasks.pass(Duration.ofMinutes(5));

    assertWhy(1, Reason.NO_ENGINES, "no engine is registered");
  }

  @Test
  void why_noEngineWithThatLabel_namesItAndEndsAfterTheLimit() {
    tasks.node("north", 0, 1);
    tasks.submit(TaskPlacementTest.label("gpu"));
    tasks.pass(Duration.ofSeconds(10));

    assertWhy(1, Reason.NO_ENGINE_FITS, "no engine has the label 'gpu'; it ends in 20 s");
    tasks.takeLog();
    tasks.pass(Duration.ofSeconds(20));
    assertThat(tasks.takeLog()).containsExactly("1 timed out");
    assertThat(tasks.error(1))
        .isEqualTo(
            "TaskTimeout: task 1 failed to execute due to unmet dependencies for 30 seconds: no"
                + " engine has the label 'gpu'");
  }

  @Test
  void why_engineWithThatLabelCame_beginsAnew() {
    tasks.node("north", 0, 1);
    tasks.submit(TaskPlacementTest.label("gpu"));
    tasks.pass(Duration.ofSeconds(29));
    tasks.node("south", 1, 1, TaskPlacementTest.gpus(1));
    tasks.done(1, 1);

    assertThat(tasks.takeLog())
        .containsExactly("warn: no engine has the label 'gpu'", "send 1 to south", "1 done");
    assertThat(tasks.board.nextTick()).isEmpty();
  }

  @Test
  void why_eachTaskOfAClass_hasItsOwnClock() {
    tasks.node("north", 0, 1);
    tasks.submit(TaskPlacementTest.label("gpu"));
    tasks.pass(Duration.ofSeconds(20));
    tasks.submit(TaskPlacementTest.label("gpu"));
    tasks.takeLog();

    tasks.pass(Duration.ofSeconds(10));
    assertThat(tasks.takeLog()).containsExactly("1 timed out");
    tasks.pass(Duration.ofSeconds(20));
    assertThat(tasks.takeLog()).containsExactly("2 timed out");
  }

  @Test
  void why_tooLittleOfAResource_namesBoth() {
    tasks.node("north", 0, 1, new NodeTraits(Set.of(), Map.of("gpu", 1.0)));
    tasks.submit(TaskPlacementTest.needs(new TaskNeeds(null, Set.of(), Map.of("gpu", 2.0), "")));
    tasks.submit(TaskPlacementTest.needs(new TaskNeeds(null, Set.of(), Map.of("disk", 2.0), "")));

    assertThat(tasks.why(1).text())
        .startsWith("no engine has more than 1.0 of the resource 'gpu', and the task needs 2.0");
    assertThat(tasks.why(2).text())
        .startsWith("no engine has the resource 'disk', and the task needs 2.0");
  }

  @Test
  void why_namedEngineNotThere_namesIt() {
    tasks.node("north", 0, 1);
    tasks.submit(
        TaskPlacementTest.needs(new TaskNeeds(Set.of(new EngineId(7)), Set.of(), Map.of(), "")));

    assertThat(tasks.why(1).text()).startsWith("none of the engines [7] is there");
  }

  @Test
  void why_dependency_namesTheTaskAndItsState() {
    tasks.node("north", 0, 1);
    tasks.submit();
    tasks.begin(1, 0);
    tasks.submit(TaskOptions.builder().after(Dependency.success(id(1))).build());

    assertWhy(2, Reason.DEPENDENCY, "it depends on task ann#1, which is running");
  }

  @Test
  void why_manyDependencies_namesThreeAndCountsTheOthers() {
    for (int i = 0; i < 5; i++) {
      tasks.submit();
    }
    tasks.submit(
        TaskOptions.builder().after(Dependency.ended(id(1), id(2), id(3), id(4), id(5))).build());

    assertThat(tasks.why(6).text()).endsWith("which is waiting; and 2 more");
  }

  @Test
  void why_enginesBusy_namesThemAndSinceWhen() {
    tasks.node("north", 0, 1);
    tasks.submit();
    tasks.begin(1, 0);
    tasks.submit();
    tasks.submit();
    tasks.pass(Duration.ofSeconds(2));

    assertWhy(2, Reason.ENGINES_BUSY, "the engine that fits is busy: engine 0 for 2 s (ann#1)");
    assertWhy(
        3,
        Reason.ENGINES_BUSY,
        "the engine that fits is busy: engine 0 for 2 s (ann#1); 2 tasks wait for them");
  }

  @Test
  void why_backOff_saysUntilWhenAndAfterWhichError() {
    tasks.node("north", 0, 1);
    var second = Duration.ofSeconds(100);
    tasks.submit(TaskOptions.builder().retry(Retry.times(1).backoff(second, 1, second)).build());
    tasks.fail(1, 0, "ValueError");

    TaskWait why = tasks.why(1);
    assertThat(why.reason()).isEqualTo(Reason.BACK_OFF);
    assertThat(why.text()).startsWith("it runs again in ").endsWith(", after ValueError: no");
  }

  @Test
  void why_rejectedEverywhere_saysWhenTheNextEngineIsTried() {
    tasks.node("north", 0, 1);
    tasks.submit();
    tasks.fail(1, 0, "TaskRejectError");

    TaskWait why = tasks.why(1);
    assertThat(why.reason()).isEqualTo(Reason.REJECTED);
    assertThat(why.text())
        .startsWith(
            "each engine that fits has rejected it: TaskRejectError: no; the next one is tried in"
                + " 50 ms");
  }

  @Test
  void why_otherClientsHaveTheirShare_saysFairness() {
    tasks.node("north", 0, 2);
    tasks.grant("north", 1, 1, 2);
    tasks.submit();
    tasks.begin(1, 0);
    tasks.submit();

    assertWhy(
        2,
        Reason.FAIRNESS,
        "other clients have their share: all 2 engines that fit are busy: engine 0 for 0 ms"
            + " (ann#1); other work holds 1 of them");
  }

  @Test
  void why_atNodeRunningCancelledEnded_saysWhere() {
    tasks.node("north", 0, 1);
    tasks.submit();
    tasks.pass(Duration.ofSeconds(1));
    assertWhy(
        1,
        Reason.AT_NODE,
        "it was sent to node north 1 s ago and has not begun; 1 tasks are there");
    tasks.begin(1, 0);
    tasks.pass(Duration.ofSeconds(1));
    assertWhy(1, Reason.RUNNING, "it runs on engine 0 for 1 s");
    tasks.cancel(1);
    assertWhy(1, Reason.CANCELLED, "it was cancelled; it runs on engine 0 for 1 s");
    tasks.done(1, 0);
    assertWhy(1, Reason.ENDED, "it was cancelled: TaskAborted: the task was cancelled");
    assertWhy(2, Reason.UNKNOWN, "it is not known, or no longer");
  }

  @Test
  void why_eachOpenTask_hasAReason() {
    tasks.node("north", 0, 1);
    for (int i = 0; i < 3; i++) {
      tasks.submit();
    }

    assertThat(List.of(tasks.why(1), tasks.why(2), tasks.why(3)))
        .extracting(TaskWait::reason)
        .doesNotContain(Reason.UNKNOWN, Reason.ENDED);
  }
}
