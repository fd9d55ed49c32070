package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.core.task.board.BoardFixture.id;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskWait.Reason;

/** Many tasks. Each case takes minutes if an event looks at all open tasks. */
final class TaskBoardScaleTest {

  private static final int MANY = 100_000;
  private static final String SEND = "send ";

  private final BoardFixture tasks =
      new BoardFixture(TaskPlacementTest.limits(MANY + 10, 1L << 40, 1));

  private static TaskOptions after(TaskId... earlier) {
    return TaskOptions.builder().after(Dependency.success(earlier)).build();
  }

  private void runAll() {
    for (boolean any = true; any; ) {
      any = false;
      for (String next : tasks.takeLog()) {
        if (next.startsWith(SEND)) {
          tasks.done(Long.parseLong(next.substring(SEND.length(), next.indexOf(" to "))), 0);
          any = true;
        }
      }
    }
  }

  @Test
  void chain_ofManyDependencies_runs() {
    tasks.submit();
    for (long number = 1; number < MANY; number++) {
      tasks.submit(after(id(number)));
    }
    tasks.node("north", 0, 1);
    runAll();

    assertThat(tasks.board.counts().done()).isEqualTo(MANY);
    assertThat(tasks.board.footprint()).isZero();
  }

  @Test
  void chain_firstFails_allAreImpossible() {
    tasks.submit();
    for (long number = 1; number < MANY; number++) {
      tasks.submit(after(id(number)));
    }
    tasks.cancel(1);

    assertThat(tasks.board.counts().impossible()).isEqualTo(MANY - 1);
    assertThat(tasks.board.footprint()).isZero();
  }

  @Test
  void fan_fromOneToManyToOne_runs() {
    tasks.submit();
    for (int i = 0; i < MANY; i++) {
      tasks.submit(after(id(1)));
    }
    TaskId[] all =
        LongStream.rangeClosed(2, MANY + 1).mapToObj(BoardFixture::id).toArray(TaskId[]::new);
    tasks.submit(after(all));
    tasks.node("north", 0, 4);
    runAll();

    assertThat(tasks.board.counts().done()).isEqualTo(MANY + 2);
    assertThat(tasks.board.footprint()).isZero();
  }

  @Test
  void waiting_manyTasks_leaveNothingBehind() {
    for (int i = 0; i < MANY; i++) {
      tasks.submit(TaskOptions.builder().deadline(Duration.ofHours(1)).build());
    }
    assertThat(tasks.board.footprint()).isEqualTo(3 * MANY);
    tasks.perform(tasks.board.cancelAll(BoardFixture.CLIENT, tasks.now));

    assertThat(tasks.board.footprint()).isZero();
    assertThat(tasks.board.counts()).isEqualTo(new TaskCounts(0, 0, 0, 0, 0, MANY, 0, 0, 0));
  }

  @Test
  void waiting_classThatFitsNowhere_isPassedOver() {
    for (int i = 0; i < MANY / 2; i++) {
      tasks.submit(TaskPlacementTest.label("gpu"));
    }
    tasks.node("north", 0, 1);
    for (int i = 0; i < MANY / 2; i++) {
      tasks.submit();
    }
    runAll();

    assertThat(tasks.board.counts().done()).isEqualTo(MANY / 2);
    assertThat(tasks.board.open()).hasSize(MANY / 2);
    assertThat(List.of(tasks.why(1).reason())).containsExactly(Reason.NO_ENGINE_FITS);
  }
}
