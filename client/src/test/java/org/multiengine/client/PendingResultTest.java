package org.multiengine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.multiengine.core.EngineId;
import org.multiengine.core.KernelError;
import org.multiengine.core.Report;

final class PendingResultTest {

  private final List<String> told = new ArrayList<>();
  private final PendingResult<String> pending = pending(0);

  private PendingResult<String> pending(int elements) {
    return new PendingResult<>(
        "execute on all",
        elements,
        Runnable::run,
        new PendingResult.Control(
            () -> told.add("cancel"), () -> told.add("listen"), read -> told.add("read")));
  }

  private static Report report(int elements, Report.Printed... printed) {
    return new Report(elements, List.of(printed));
  }

  @Test
  void get_completed_readsTheAnswerOnce() throws Exception {
    var reads = new AtomicInteger();
    pending.complete(() -> "answer " + reads.incrementAndGet(), List.of());

    assertThat(pending.get()).isEqualTo("answer 1");
    assertThat(pending.get()).isEqualTo("answer 1");
    assertThat(told).containsExactly("read");
  }

  @Test
  void get_failed_throwsTheSameErrorEachTime() {
    var error = new KernelError("no");
    pending.fail(error);

    assertThatExceptionOfType(KernelError.class).isThrownBy(pending::get).isSameAs(error);
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> pending.getNow("later"))
        .isSameAs(error);
  }

  @Test
  void get_readerRefuses_throwsThatEachTime() {
    pending.complete(
        () -> {
          throw new IllegalArgumentException("cannot join");
        },
        List.of());

    assertThatIllegalArgumentException().isThrownBy(pending::get);
    assertThatIllegalArgumentException().isThrownBy(pending::get).withMessage("cannot join");
  }

  @Test
  void complete_afterItHasFailed_changesNothing() {
    pending.fail(new KernelError("first"));
    pending.complete(() -> "late", List.of());

    assertThatExceptionOfType(KernelError.class).isThrownBy(pending::get).withMessage("first");
  }

  @Test
  void getNow_notReady_isTheDefault() {
    assertThat(pending.getNow("later")).isEqualTo("later");
    assertThat(pending.getNow(null)).isNull();
    assertThat(pending.isDone()).isFalse();
  }

  @Test
  void get_limitPassed_saysWhichCall() {
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> pending.get(Duration.ofMillis(1)))
        .withMessage("PendingResult[execute on all, pending]: no result within 1 ms");
  }

  @Test
  void drop_unread_failsFromThenOn() {
    pending.complete(() -> "answer", List.of());
    pending.drop(new KernelError("dropped"));

    assertThatExceptionOfType(KernelError.class).isThrownBy(pending::get).withMessage("dropped");
  }

  @Test
  void drop_read_changesNothing() throws Exception {
    pending.complete(() -> "answer", List.of());
    var unused = pending.get();
    pending.drop(new KernelError("dropped"));

    assertThat(pending.get()).isEqualTo("answer");
  }

  @Test
  void cancel_running_tellsTheCall() {
    pending.cancel();
    assertThat(told).containsExactly("cancel");
  }

  @Test
  void cancel_done_doesNothing() {
    pending.complete(() -> "answer", List.of());
    pending.cancel();

    assertThat(told).isEmpty();
  }

  @Test
  void progress_ofACall_countsEngines() {
    pending.ended(new Progress(2, 3));
    assertThat(pending.progress()).hasToString("2 of 3");

    pending.ended(new Progress(3, 3));
    assertThat(pending.progress()).hasToString("3 of 3");
  }

  @Test
  void progress_ofAMap_addsUpTheEngines() {
    PendingResult<String> map = pending(10);
    assertThat(map.progress()).isEqualTo(new Progress(0, 10));

    map.reported(new EngineId(0), report(2));
    map.reported(new EngineId(1), report(3));
    map.reported(new EngineId(0), report(4));
    assertThat(map.progress()).isEqualTo(new Progress(7, 10));

    map.complete(() -> "answer", List.of());
    assertThat(map.progress()).isEqualTo(new Progress(10, 10));
  }

  @Test
  void onOutput_reports_reachEachListenerInOrder() {
    var heard = new ArrayList<String>();
    pending.onOutput((engine, text, toStderr) -> heard.add(engine + text + toStderr));
    pending.onOutput((engine, text, toStderr) -> heard.add("second " + text));

    pending.reported(
        new EngineId(1), report(0, new Report.Printed(false, "a"), new Report.Printed(true, "b")));

    assertThat(heard).containsExactly("1afalse", "second a", "1btrue", "second b");
    assertThat(told).containsExactly("listen", "listen");
  }

  @Test
  void times_ofACall_areKnownWhenItIsDone() {
    assertThat(pending.completed()).isNull();
    assertThat(pending.timings()).isEmpty();

    var timing = new Timing(new EngineId(0), null, null);
    pending.complete(() -> "answer", List.of(timing));

    assertThat(pending.completed()).isAfterOrEqualTo(pending.submitted());
    assertThat(pending.timings()).containsExactly(timing);
  }

  @Test
  void stage_completed_passesTheAnswerOn() {
    var passed = pending.thenApply(String::length).toCompletableFuture();
    assertThat(passed).isNotDone();

    pending.complete(() -> "four", List.of());

    assertThat(passed).isCompletedWithValue(4);
    assertThat(told).containsExactly("read");
  }

  @Test
  void stage_failed_passesTheErrorOn() {
    var error = new KernelError("no");
    pending.fail(error);

    assertThat(pending.toCompletableFuture()).isCompletedExceptionally();
    assertThat(pending.exceptionally(Throwable::toString).toCompletableFuture().join())
        .contains("no");
  }

  @Test
  void toString_tellsTheCallAndWhetherItIsDone() {
    assertThat(pending.toString()).isEqualTo("PendingResult[execute on all, pending]");
    pending.fail(new KernelError("no"));
    assertThat(pending.toString()).isEqualTo("PendingResult[execute on all, done]");
  }
}
