package org.multiengine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.multiengine.client.internal.call.Count;
import org.multiengine.client.internal.call.EngineTime;
import org.multiengine.client.internal.call.PendingCall;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Report;

final class PendingResultTest {

  private final List<String> told = new ArrayList<>();
  private final PendingCall<String> call = call(0, Runnable::run);
  private final PendingResult<String> pending = new PendingResult<>(call);

  private PendingCall<String> call(int elements, Executor executor) {
    return new PendingCall<>(
        "execute on all",
        elements,
        executor,
        new PendingCall.Control(
            () -> told.add("cancel"), () -> told.add("listen"), read -> told.add("read"), 1000));
  }

  private static Report report(int elements, Report.Printed... printed) {
    return new Report(elements, List.of(printed));
  }

  @Test
  void get_completed_readsTheAnswerOnce() throws Exception {
    var reads = new AtomicInteger();
    call.complete(() -> "answer " + reads.incrementAndGet(), List.of());

    assertThat(pending.get()).isEqualTo("answer 1");
    assertThat(pending.get()).isEqualTo("answer 1");
    assertThat(told).containsExactly("read");
  }

  @Test
  void get_completed_letsGoOfTheAnswerAsItCame() throws Exception {
    WeakReference<Object> raw = completeWithGarbage();
    pending.get();

    for (int i = 0; i < 100 && raw.get() != null; i++) {
      System.gc();
    }

    assertThat(raw.get()).isNull();
    assertThat(pending.get()).isEqualTo("short");
  }

  private WeakReference<Object> completeWithGarbage() {
    byte[] raw = new byte[1000];
    call.complete(() -> raw.length > 0 ? "short" : "none", List.of());
    return new WeakReference<>(raw);
  }

  @Test
  void get_failed_throwsTheSameErrorEachTime() {
    var error = new KernelError("no");
    call.fail(error);

    assertThatExceptionOfType(KernelError.class).isThrownBy(pending::get).isSameAs(error);
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> pending.getNow("later"))
        .isSameAs(error);
  }

  @Test
  void get_readerRefuses_throwsThatEachTime() {
    call.complete(
        () -> {
          throw new IllegalArgumentException("cannot join");
        },
        List.of());

    assertThatIllegalArgumentException().isThrownBy(pending::get);
    assertThatIllegalArgumentException().isThrownBy(pending::get).withMessage("cannot join");
  }

  @Test
  void complete_afterItHasFailed_changesNothing() {
    call.fail(new KernelError("first"));
    call.complete(() -> "late", List.of());

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
    call.complete(() -> "answer", List.of());
    call.drop(new KernelError("dropped"));

    assertThatExceptionOfType(KernelError.class).isThrownBy(pending::get).withMessage("dropped");
  }

  @Test
  void drop_read_changesNothing() throws Exception {
    call.complete(() -> "answer", List.of());
    var unused = pending.get();
    call.drop(new KernelError("dropped"));

    assertThat(pending.get()).isEqualTo("answer");
  }

  @Test
  void cancel_running_tellsTheCall() {
    pending.cancel();
    assertThat(told).containsExactly("cancel");
  }

  @Test
  void cancel_done_doesNothing() {
    call.complete(() -> "answer", List.of());
    pending.cancel();

    assertThat(told).isEmpty();
  }

  @Test
  void progress_ofACall_countsEngines() {
    call.ended(new Count(2, 3));
    assertThat(pending.progress()).hasToString("2 of 3");

    call.ended(new Count(3, 3));
    assertThat(pending.progress()).hasToString("3 of 3");
  }

  @Test
  void transferred_nothingMoved_isNotUnderWay() {
    assertThat(pending.transferred()).hasToString("0 of 0 MB");
    assertThat(pending.transferred().isUnderWay()).isFalse();
  }

  @Test
  void transferred_partMoved_isUnderWayUntilAllHas() {
    call.moved(new Count(120_000_000, 400_000_000));
    assertThat(pending.transferred()).hasToString("120 of 400 MB");
    assertThat(pending.transferred().isUnderWay()).isTrue();

    call.moved(new Count(400_000_000, 400_000_000));
    assertThat(pending.transferred().isUnderWay()).isFalse();
  }

  @Test
  void progress_ofAMap_addsUpTheEngines() {
    PendingCall<String> mapCall = call(10, Runnable::run);
    var map = new PendingResult<>(mapCall);
    assertThat(map.progress()).isEqualTo(new Progress(0, 10));

    mapCall.reported(new EngineId(0), report(2));
    mapCall.reported(new EngineId(1), report(3));
    mapCall.reported(new EngineId(0), report(4));
    assertThat(map.progress()).isEqualTo(new Progress(7, 10));

    mapCall.complete(() -> "answer", List.of());
    assertThat(map.progress()).isEqualTo(new Progress(10, 10));
  }

  @Test
  void onOutput_reports_reachEachListenerInOrder() {
    var heard = new ArrayList<String>();
    pending.onOutput((engine, text, toStderr) -> heard.add(engine + text + toStderr));
    pending.onOutput((engine, text, toStderr) -> heard.add("second " + text));

    call.reported(
        new EngineId(1), report(0, new Report.Printed(false, "a"), new Report.Printed(true, "b")));

    assertThat(heard).containsExactly("1afalse", "second a", "1btrue", "second b");
    assertThat(told).containsExactly("listen", "listen");
  }

  @Test
  void times_ofACall_areKnownWhenItIsDone() {
    assertThat(pending.completed()).isNull();
    assertThat(pending.timings()).isEmpty();

    call.complete(() -> "answer", List.of(new EngineTime(new EngineId(0), null, null)));

    assertThat(pending.completed()).isAfterOrEqualTo(pending.submitted());
    assertThat(pending.timings()).containsExactly(new Timing(new EngineId(0), null, null));
  }

  @Test
  void stage_completed_passesTheAnswerOn() {
    var passed = pending.thenApply(String::length).toCompletableFuture();
    assertThat(passed).isNotDone();

    call.complete(() -> "four", List.of());

    assertThat(passed).isCompletedWithValue(4);
    assertThat(told).containsExactly("read");
  }

  @Test
  void stage_failed_passesTheErrorOn() {
    var error = new KernelError("no");
    call.fail(error);

    assertThat(pending.toCompletableFuture()).isCompletedExceptionally();
    assertThat(pending.exceptionally(Throwable::toString).toCompletableFuture().join())
        .contains("no");
  }

  @Test
  void toString_tellsTheCallAndWhetherItIsDone() {
    assertThat(pending.toString()).isEqualTo("PendingResult[execute on all, pending]");
    call.fail(new KernelError("no"));
    assertThat(pending.toString()).isEqualTo("PendingResult[execute on all, done]");
  }

  private static void prints(PendingCall<?> call, String text) {
    call.reported(new EngineId(0), report(0, new Report.Printed(false, text)));
  }

  @Test
  void complete_listenerHasNotHeardAll_waitsForIt() {
    var tasks = new ArrayDeque<Runnable>();
    PendingCall<String> listenedCall = call(0, tasks::add);
    var listened = new PendingResult<>(listenedCall);
    var heard = new ArrayList<String>();
    listened.onOutput((engine, text, toStderr) -> heard.add(text + listened.isDone()));
    prints(listenedCall, "last ");

    listenedCall.complete(() -> "answer", List.of());
    assertThat(listened.isDone()).isFalse();
    assertThat(listened.completed()).isNull();
    tasks.remove().run();

    assertThat(heard).containsExactly("last false");
    assertThat(listened.getNow("later")).isEqualTo("answer");
  }

  @Test
  void fail_listenerHasNotHeardAll_doesNotWait() {
    PendingCall<String> listenedCall = call(0, task -> {});
    var listened = new PendingResult<>(listenedCall);
    listened.onOutput((engine, text, toStderr) -> {});
    prints(listenedCall, "x");

    listenedCall.fail(new KernelError("closed"));

    assertThat(listened.isDone()).isTrue();
  }

  @Test
  void get_byItsOwnListener_isRefused() {
    var refused = new ArrayList<@Nullable Throwable>();
    pending.onOutput(
        (engine, text, toStderr) -> {
          refused.add(catchThrowable(pending::get));
          refused.add(catchThrowable(() -> pending.get(Duration.ofSeconds(1))));
        });

    prints(call, "x");

    assertThat(refused)
        .hasSize(2)
        .allSatisfy(
            error ->
                assertThat(error)
                    .isInstanceOf(KernelError.class)
                    .hasMessageContaining("a listener to the output of PendingResult["));
  }

  @Test
  void onOutput_listenerThrows_theNextOneHears() {
    var heard = new ArrayList<String>();
    pending.onOutput(
        (engine, text, toStderr) -> {
          throw new IllegalStateException("meant to fail");
        });
    pending.onOutput((engine, text, toStderr) -> heard.add(text));

    prints(call, "x");

    assertThat(heard).containsExactly("x");
  }
}
