package org.multiengine.core.task.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskOptions;

/** A node with one engine. */
final class TaskCancellationTest {

  private final BoardFixture tasks = new BoardFixture();

  @BeforeEach
  void node() {
    tasks.node("north", 0, 1);
  }

  private static TaskOptions limit(long millis, Retry retry) {
    return TaskOptions.builder().limit(Duration.ofMillis(millis)).retry(retry).build();
  }

  @Test
  void cancel_waiting_endsAtOnce() {
    tasks.submit();
    tasks.submit();

    tasks.cancel(2);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "2 aborted");
    assertThat(tasks.error(2)).isEqualTo("TaskAborted: the task was cancelled");
  }

  @Test
  void cancel_sentAndReturned_ends() {
    tasks.submit();
    tasks.cancel(1);
    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "cancel 1 at north");

    tasks.returned(1);

    assertThat(tasks.takeLog()).containsExactly("1 aborted");
  }

  @Test
  void cancel_running_endsAbortedWhateverItReturns() {
    tasks.submit(TaskOptions.builder().retry(Retry.times(5)).build());
    tasks.begin(1, 0);
    tasks.cancel(1);
    tasks.done(1, 0);

    assertThat(tasks.takeLog())
        .containsExactly("send 1 to north", "cancel 1 at north", "1 aborted");
  }

  @Test
  void cancel_twiceAndAfterTheEnd_changesNothing() {
    tasks.submit();
    tasks.cancel(1);
    tasks.cancel(1);
    tasks.returned(1);
    tasks.cancel(1);

    assertThat(tasks.takeLog())
        .containsExactly("send 1 to north", "cancel 1 at north", "1 aborted");
  }

  @Test
  void cancel_doesNotStop_isGivenUpAndKeepsItsEngineBusy() {
    tasks.submit();
    tasks.begin(1, 0);
    var attempt = tasks.last(1);
    tasks.cancel(1);
    tasks.submit();
    tasks.takeLog();

    tasks.pass(Duration.ofSeconds(5));
    assertThat(tasks.takeLog()).containsExactly("give up 1 at north", "1 aborted");

    tasks.answer(attempt, 0, new Outcome.Done(), 5_000);
    assertThat(tasks.takeLog()).containsExactly("send 2 to north");
  }

  @Test
  void cancel_duringBackOff_ends() {
    tasks.submit(
        TaskOptions.builder()
            .retry(Retry.times(1).backoff(Duration.ofHours(1), 1, Duration.ofHours(1)))
            .build());
    tasks.fail(1, 0, "ValueError");

    tasks.cancel(1);

    assertThat(tasks.takeLog()).containsExactly("send 1 to north", "1 aborted");
    assertThat(tasks.board.footprint()).isZero();
  }

  @Test
  void cancelAll_client_endsItsTasks() {
    tasks.submit();
    tasks.submit();

    tasks.perform(tasks.board.cancelAll(BoardFixture.CLIENT, tasks.now));

    assertThat(tasks.takeLog()).contains("2 aborted", "cancel 1 at north");
  }

  @Test
  void deadline_waiting_timesOut() {
    tasks.submit();
    tasks.submit(TaskOptions.builder().deadline(Duration.ofSeconds(1)).build());

    tasks.pass(Duration.ofMillis(999));
    assertThat(tasks.takeLog()).containsExactly("send 1 to north");
    tasks.pass(Duration.ofMillis(1));

    assertThat(tasks.takeLog()).containsExactly("2 timed out");
    assertThat(tasks.error(2)).isEqualTo("TaskTimeout: it did not end within 1000 ms");
  }

  @Test
  void deadline_running_isInterrupted() {
    tasks.submit(TaskOptions.builder().deadline(Duration.ofSeconds(1)).build());
    tasks.begin(1, 0);
    tasks.pass(Duration.ofSeconds(1));
    tasks.fail(1, 0, "InterruptedException");

    assertThat(tasks.takeLog())
        .containsExactly("send 1 to north", "cancel 1 at north", "1 timed out");
  }

  @Test
  void limit_fromTheBegin_isInterruptedAndNotRetried() {
    tasks.submit(limit(100, Retry.times(3)));
    tasks.pass(Duration.ofSeconds(1));
    tasks.begin(1, 0);
    tasks.pass(Duration.ofMillis(100));
    tasks.fail(1, 0, "InterruptedException");

    assertThat(tasks.takeLog())
        .containsExactly("send 1 to north", "cancel 1 at north", "1 timed out");
    assertThat(tasks.error(1)).isEqualTo("TaskTimeout: it did not end within 100 ms");
  }

  @Test
  void limit_ruleNamesTimeouts_isRetried() {
    tasks.submit(limit(100, Retry.times(1).onlyOn("TaskTimeout")));
    tasks.begin(1, 0);
    tasks.pass(Duration.ofMillis(100));
    tasks.fail(1, 0, "InterruptedException");
    tasks.done(1, 0);

    assertThat(tasks.takeLog())
        .containsExactly("send 1 to north", "cancel 1 at north", "send 1 to north", "1 done");
  }

  @Test
  void limit_doesNotStop_isGivenUp() {
    tasks.submit(limit(100, Retry.times(1).onlyOn("TaskTimeout")));
    tasks.begin(1, 0);
    tasks.pass(Duration.ofMillis(5_100));

    assertThat(tasks.takeLog())
        .containsExactly(
            "send 1 to north", "cancel 1 at north", "give up 1 at north", "1 timed out");
  }

  @Test
  void limit_endsInTime_leavesNoTimer() {
    tasks.submit(limit(100, Retry.none()));
    tasks.begin(1, 0);
    tasks.done(1, 0);

    assertThat(tasks.board.nextTick()).isEmpty();
    assertThat(tasks.board.footprint()).isZero();
  }
}
