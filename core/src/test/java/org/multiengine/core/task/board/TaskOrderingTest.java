package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.core.task.board.BoardFixture.id;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskOptions;

/** Dependencies; two nodes with an engine each. */
final class TaskOrderingTest {

  private final BoardFixture tasks = new BoardFixture();

  @BeforeEach
  void nodes() {
    tasks.node("north", 0, 1);
    tasks.node("south", 1, 1);
  }

  private static TaskOptions after(Dependency on) {
    return TaskOptions.builder().after(on).build();
  }

  @Test
  void after_success_startsThen() {
    tasks.submit();
    tasks.submit(after(Dependency.success(id(1))));
    assertThat(tasks.takeLog()).containsExactly("send 1 to north");

    tasks.done(1, 0);

    assertThat(tasks.takeLog()).containsExactly("send 2 to south", "1 done");
  }

  @Test
  void after_taskThatIsRetried_waitsForItsFinalEnd() {
    tasks.submit(TaskOptions.builder().retry(Retry.times(1)).build());
    tasks.submit(after(Dependency.success(id(1))));
    tasks.fail(1, 0, "ValueError");
    tasks.done(1, 1);

    assertThat(tasks.takeLog())
        .containsExactly("send 1 to north", "send 1 to south", "send 2 to north", "1 done");
  }

  @Test
  void after_failure_makesAllThatDependImpossible() {
    tasks.submit();
    tasks.submit(after(Dependency.success(id(1))));
    tasks.submit(after(Dependency.success(id(2))));
    tasks.submit(after(Dependency.failed(id(1))));
    tasks.submit(after(Dependency.ended(id(3))));
    tasks.fail(1, 0, "ValueError");

    assertThat(tasks.takeLog())
        .containsExactly(
            "send 1 to north",
            "send 4 to south",
            "send 5 to north",
            "1 failed",
            "2 impossible",
            "3 impossible");
    assertThat(tasks.error(2))
        .isEqualTo("ImpossibleDependency: it depends on task ann#1, which failed: ValueError: no");
    assertThat(tasks.error(3))
        .isEqualTo(
            "ImpossibleDependency: it depends on task ann#2, which could not run:"
                + " ImpossibleDependency: it depends on task ann#1, which failed: ValueError: no");
  }

  @Test
  void after_cancelledTask_isImpossible() {
    tasks.submit();
    tasks.submit(after(Dependency.success(id(1))));
    tasks.cancel(1);
    tasks.returned(1);

    assertThat(tasks.error(2))
        .startsWith("ImpossibleDependency: it depends on task ann#1, which was cancelled");
  }

  @Test
  void after_any_startsWithTheFirstAndForgetsTheOthers() {
    tasks.submit();
    tasks.submit();
    tasks.submit(after(Dependency.any(id(1), id(2))));
    tasks.done(2, 1);
    tasks.done(3, 1);
    tasks.fail(1, 0, "ValueError");

    assertThat(tasks.takeLog())
        .containsExactly(
            "send 1 to north",
            "send 2 to south",
            "send 3 to south",
            "2 done",
            "3 done",
            "1 failed");
    assertThat(tasks.board.footprint()).isZero();
  }

  @Test
  void after_endedTask_startsAtOnce() {
    tasks.submit();
    tasks.done(1, 0);
    tasks.submit(after(Dependency.success(id(1))));

    assertThat(tasks.takeLog()).contains("send 2 to south");
  }

  @Test
  void after_forgottenTask_isImpossible() {
    tasks.submit();
    tasks.done(1, 0);
    tasks.board.forget(id(1));
    tasks.submit(after(Dependency.success(id(1))));

    assertThat(tasks.error(2))
        .isEqualTo(
            "ImpossibleDependency: it depends on task ann#1, which is not known, or no longer");
  }

  @Test
  void follow_doneTask_runsOnItsEngine() {
    tasks.submit();
    tasks.submit(TaskOptions.builder().follow(id(1)).build());
    tasks.done(1, 0);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "send 2 to north", "1 done");
  }

  @Test
  void follow_differentEngines_isImpossible() {
    tasks.submit();
    tasks.submit();
    tasks.submit(TaskOptions.builder().follow(id(1), id(2)).build());
    tasks.done(1, 0);
    tasks.done(2, 1);

    assertThat(tasks.error(3))
        .isEqualTo("ImpossibleDependency: the tasks that it follows ran on different engines");
  }

  @Test
  void follow_engineLostWhileItWaits_isImpossible() {
    tasks.submit();
    tasks.submit(TaskOptions.builder().follow(id(1)).build());
    tasks.submit(TaskOptions.builder().follow(id(1)).build());
    tasks.done(1, 0);
    tasks.loseNode("north", 0, Set.of());

    assertThat(tasks.error(2))
        .isEqualTo("ImpossibleDependency: engine 0, on which it must run, is gone");
    assertThat(tasks.error(3)).isEqualTo(tasks.error(2));
    tasks.pass(Duration.ofSeconds(1));
    assertThat(tasks.board.footprint()).isZero();
  }

  @Test
  void withKey_openTask_isFoundUntilItEnds() {
    tasks.submit(TaskOptions.builder().key("work").build());
    assertThat(tasks.board.withKey(BoardFixture.CLIENT, "work")).isEqualTo(id(1));

    tasks.done(1, 0);

    assertThat(tasks.board.withKey(BoardFixture.CLIENT, "work")).isNull();
  }
}
