package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.clock.Backoff;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskAttempt;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskState;

/** Two nodes with an engine each. */
final class TaskRetryTest {

  private final BoardFixture tasks = new BoardFixture();

  @BeforeEach
  void nodes() {
    tasks.node("north", 0, 1);
    tasks.node("south", 1, 1);
  }

  private static TaskOptions retry(Retry rule) {
    return TaskOptions.builder().retry(rule).build();
  }

  @Test
  void failed_noRetry_endsWithTheFailure() {
    tasks.submit();
    tasks.fail(1, 0, "ValueError");

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "1 failed");
    assertThat(tasks.error(1)).isEqualTo("ValueError: no");
  }

  @Test
  void failed_retry_goesToAnotherIdleEngineAtOnce() {
    tasks.submit(retry(Retry.times(1)));
    tasks.fail(1, 0, "ValueError");
    tasks.fail(1, 1, "ValueError");

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "send 1 to south", "1 failed");
    assertThat(tasks.report(1).attempts()).hasSize(2);
  }

  @Test
  void failed_retryWhileOthersWait_goesBehindThem() {
    tasks.loseNode("south", 1, Set.of());
    tasks.submit(retry(Retry.times(1)));
    tasks.submit();
    tasks.submit();
    tasks.takeLog();

    tasks.fail(1, 0, "ValueError");
    tasks.done(2, 0);
    tasks.done(3, 0);

    assertThat(tasks.takeLog())
        .containsExactly(
            "send 2 to north", "send 3 to north", "2 done", "send 1 to north", "3 done");
  }

  @Test
  void failed_backOff_waits() {
    tasks.submit(retry(Retry.times(2).backoff(Duration.ofSeconds(1), 2, Duration.ofSeconds(10))));
    tasks.fail(1, 0, "ValueError");
    tasks.pass(Duration.ofMillis(740));
    assertThat(tasks.takeLog()).containsExactly("send 1 to north");

    tasks.pass(Duration.ofMillis(520));

    assertThat(tasks.takeLog()).containsExactly("send 1 to south");
  }

  @Test
  void failed_errorNotCovered_isNotRetried() {
    tasks.submit(retry(Retry.times(2).onlyOn("IOException")));
    tasks.submit(retry(Retry.times(2).neverOn("ValueError")));
    tasks.fail(1, 0, "ValueError");
    tasks.fail(2, 1, "ValueError");

    assertThat(tasks.takeLog()).contains("1 failed", "2 failed");
  }

  @Test
  void failed_preferOthers_waitsForAnotherEngineWhileThereIsOne() {
    tasks.submit(retry(Retry.times(2).preferOthers()));
    tasks.submit();
    tasks.takeLog();

    tasks.fail(1, 0, "ValueError");
    assertThat(tasks.takeLog()).isEmpty();
    tasks.loseEngine(1);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north");
  }

  @Test
  void engineLost_running_isLostAndNamesTheEngine() {
    tasks.submit();
    tasks.begin(1, 0);

    tasks.loseEngine(0);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "1 lost");
    assertThat(tasks.error(1)).isEqualTo("EngineLost: engine 0 was killed");
  }

  @Test
  void nodeLost_notBegun_movesAtNoCost() {
    tasks.submit();

    tasks.loseNode("north", 0, Set.of());
    tasks.done(1, 1);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "send 1 to south", "1 done");
    assertThat(tasks.report(1).moves()).isEqualTo(1);
    assertThat(tasks.report(1).attempts()).hasSize(1);
  }

  @Test
  void nodeLost_beginKnownByItsMarkOnly_isLost() {
    tasks.submit();

    tasks.loseNode("north", 0, Set.of(tasks.last(1)));

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "1 lost");
  }

  @Test
  void nodeLost_machineGone_mayHaveBegun() {
    tasks.submit();

    tasks.loseMachine("north", 0);

    assertThat(tasks.error(1))
        .isEqualTo("EngineLost: the machine is gone; the task may have begun");
  }

  @Test
  void nodeLost_idempotent_runsAgainTwiceAndNamesAllEngines() {
    tasks.node("west", 2, 1);
    tasks.submit(TaskOptions.builder().idempotent().build());
    for (int engine = 0; engine < 3; engine++) {
      tasks.begin(1, engine);
      tasks.loseEngine(engine);
    }

    assertThat(tasks.takeLog())
        .containsExactly("send 1 to north", "send 1 to south", "send 1 to west", "1 lost");
    assertThat(tasks.error(1))
        .isEqualTo(
            "EngineLost: engine 2 was killed; earlier attempts: EngineLost: engine 0 was killed;"
                + " EngineLost: engine 1 was killed");
    assertThat(tasks.report(1).attempts())
        .extracting(TaskAttempt::engine)
        .containsExactly(BoardFixture.engine(0), BoardFixture.engine(1), BoardFixture.engine(2));
  }

  @Test
  void lost_retriesOfFailuresOnly_isNotRetried() {
    tasks.submit(retry(new Retry(0, 3, Backoff.none(), Set.of(), Set.of(), false)));
    tasks.begin(1, 0);

    tasks.loseEngine(0);

    assertThat(tasks.report(1).state()).isEqualTo(TaskState.LOST);
  }

  @Test
  void answer_ofAnEarlierAttempt_isIgnored() {
    tasks.submit(TaskOptions.builder().idempotent().build());
    var first = tasks.last(1);
    tasks.begin(1, 0);
    tasks.loseEngine(0);
    tasks.takeLog();

    tasks.answer(first, 0, new Outcome.Done(), 1);

    assertThat(tasks.takeLog()).isEmpty();
    tasks.done(1, 1);
    assertThat(tasks.takeLog()).containsExactly("1 done");
  }

  @Test
  void returned_notBegun_keepsItsPlaceAndCountsNothing() {
    tasks.submit(TaskOptions.builder().atMostOnce().build());
    tasks.submit();
    tasks.submit();
    tasks.takeLog();

    tasks.returned(1);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north");
  }

  @Test
  void rejected_engine_isAvoidedForAWhileAndCostsNoRetry() {
    tasks.submit();
    tasks.fail(1, 0, "TaskRejectError");
    tasks.fail(1, 1, "TaskRejectError");
    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "send 1 to south");

    tasks.pass(Duration.ofMillis(50));
    tasks.done(1, 0);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "1 done");
  }

  @Test
  void rejected_againAndAgain_waitsLonger() {
    tasks.loseNode("south", 1, Set.of());
    tasks.submit();
    tasks.fail(1, 0, "TaskRejectError");
    tasks.pass(Duration.ofMillis(50));
    tasks.fail(1, 0, "TaskRejectError");
    tasks.takeLog();

    tasks.pass(Duration.ofMillis(99));
    assertThat(tasks.takeLog()).isEmpty();
    tasks.pass(Duration.ofMillis(1));
    assertThat(tasks.takeLog()).containsExactly("send 1 to north");
  }

  @Test
  void propertiesChanged_rejectingEngine_isTriedAtOnce() {
    tasks.loseNode("south", 1, Set.of());
    tasks.submit();
    tasks.fail(1, 0, "TaskRejectError");
    tasks.takeLog();

    tasks.perform(tasks.board.propertiesChanged(BoardFixture.engine(0), tasks.now));

    assertThat(tasks.takeLog()).containsExactly("send 1 to north");
  }

  @Test
  void rejected_byAllEnginesForTheLimit_timesOut() {
    tasks.loseNode("south", 1, Set.of());
    tasks.submit();
    tasks.fail(1, 0, "TaskRejectError");
    while (!tasks.hasEnded(1)) {
      tasks.pass(Duration.ofMillis(100));
      if (!tasks.hasEnded(1) && tasks.board.state(BoardFixture.id(1)) == TaskState.SENT) {
        tasks.fail(1, 0, "TaskRejectError");
      }
    }

    assertThat(tasks.error(1))
        .isEqualTo(
            "TaskTimeout: task 1 failed to execute due to unmet dependencies for 30 seconds: each"
                + " engine that fits has rejected it: TaskRejectError: no");
  }

  @Test
  void rejected_atMostOnceAndHasRun_fails() {
    tasks.submit(TaskOptions.builder().atMostOnce().build());
    tasks.fail(1, 0, "TaskRejectError");

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "1 failed");
  }
}
