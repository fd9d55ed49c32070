package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.TaskOptions;

/** Recall of attempts from busy nodes, and second attempts at slow tasks. */
final class TaskBalanceTest {

  private final BoardFixture tasks = new BoardFixture();

  /** Has four tasks at the first node, one of which runs, and an idle engine at the second one. */
  private void fillFirstNode() {
    tasks.node("north", 0, 1);
    tasks.grant("north", 4, 0, 1);
    for (int level = 3; level >= 0; level--) {
      tasks.submit(TaskOptions.builder().priority(level).build());
    }
    tasks.begin(1, 0);
    tasks.node("south", 1, 1);
    tasks.grant("south", 8, 0, 1);
    tasks.takeLog();
  }

  @Test
  void recall_idleEngineElsewhere_takesHalfOfTheLowestPriority() {
    fillFirstNode();

    tasks.pass(Duration.ofMillis(5));

    assertThat(tasks.takeLog()).containsExactly("recall 4 from north", "recall 3 from north");
  }

  @Test
  void recall_returned_movesToTheIdleEngine() {
    fillFirstNode();
    tasks.pass(Duration.ofMillis(5));
    tasks.takeLog();

    tasks.perform(tasks.board.returned("north", List.of(tasks.last(4), tasks.last(3)), tasks.now));

    assertThat(tasks.takeLog()).containsExactly("send 3 to south", "send 4 to south");
  }

  @Test
  void recall_begunMeanwhile_staysWhereItIs() {
    fillFirstNode();
    tasks.pass(Duration.ofMillis(5));
    tasks.takeLog();

    tasks.perform(tasks.board.returned("north", List.of(), tasks.now));
    tasks.done(1, 0);
    tasks.done(4, 0);

    assertThat(tasks.takeLog()).containsExactly("1 done", "4 done");
  }

  @Test
  void recall_noIdleEngine_isNotAsked() {
    tasks.node("north", 0, 1);
    tasks.grant("north", 4, 0, 1);
    tasks.submit();
    tasks.submit();
    tasks.takeLog();

    tasks.pass(Duration.ofSeconds(1));

    assertThat(tasks.takeLog()).isEmpty();
  }

  private void endFive() {
    for (long task = 1; task <= 5; task++) {
      tasks.submit(idempotent());
      tasks.answer(tasks.last(task), 0, new Outcome.Done(), 400);
    }
  }

  private static TaskOptions idempotent() {
    return TaskOptions.builder().idempotent().build();
  }

  @Test
  void speculation_slowTask_runsAgainElsewhereAndTheFirstEndCounts() {
    tasks.node("north", 0, 1);
    endFive();
    tasks.submit(idempotent());
    var first = tasks.last(6);
    tasks.begin(6, 0);
    tasks.node("south", 1, 1);
    tasks.takeLog();

    tasks.pass(Duration.ofMillis(999));
    assertThat(tasks.takeLog()).isEmpty();
    tasks.pass(Duration.ofMillis(200));
    assertThat(tasks.takeLog()).containsExactly("send 6 to south");
    tasks.done(6, 1);

    assertThat(tasks.takeLog()).containsExactly("6 done", "cancel 6 at north");
    tasks.answer(first, 0, BoardFixture.failure("InterruptedException"), 1_200);
    tasks.pass(Duration.ofSeconds(1));
    assertThat(tasks.takeLog()).isEmpty();
    assertThat(tasks.board.footprint()).isZero();
  }

  @Test
  void speculation_firstAttemptLost_theOtherOneDecides() {
    tasks.node("north", 0, 1);
    endFive();
    tasks.submit(idempotent());
    tasks.begin(6, 0);
    tasks.node("south", 1, 1);
    tasks.pass(Duration.ofSeconds(2));
    tasks.takeLog();

    tasks.loseNode("north", 0, Set.of());
    assertThat(tasks.takeLog()).isEmpty();
    tasks.done(6, 1);

    assertThat(tasks.takeLog()).containsExactly("6 done");
  }

  @Test
  void speculation_mayNotRunTwice_doesNot() {
    tasks.node("north", 0, 1);
    endFive();
    tasks.submit();
    tasks.begin(6, 0);
    tasks.node("south", 1, 1);
    tasks.takeLog();

    tasks.pass(Duration.ofMinutes(1));

    assertThat(tasks.takeLog()).isEmpty();
  }
}
