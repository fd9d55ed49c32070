package org.multiengine.client.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.client.task.support.TaskFixture;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.AbortedPendingDeferredError;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.ImpossibleDependency;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskState;

/** Tests single tasks and maps on engines in this JVM. */
@Timeout(60)
final class LoadBalancedViewTest {

  // Functions run in this JVM, so that tests and tasks share these.
  private static final Semaphore GATE = new Semaphore(0);
  private static final Semaphore BEGUN = new Semaphore(0);
  private static final AtomicInteger RUNS = new AtomicInteger();

  private final TaskFixture client = new TaskFixture(2);
  private final LoadBalancedView lview = client.view();

  @AfterEach
  void close() {
    GATE.release(1_000);
    client.close();
    GATE.drainPermits();
    BEGUN.drainPermits();
    RUNS.set(0);
  }

  private static int waitForGate() throws InterruptedException {
    BEGUN.release();
    GATE.acquire();
    return RUNS.incrementAndGet();
  }

  private static void fail() {
    throw new IllegalStateException("on purpose");
  }

  private PendingTask<Integer> running() throws InterruptedException {
    PendingTask<Integer> task = lview.submit(LoadBalancedViewTest::waitForGate);
    BEGUN.acquire();
    return task;
  }

  @Test
  void submit_eachKindOfFunction_returnsItsValue() throws Exception {
    int captured = 7;

    assertThat(lview.submit(() -> 6 * captured).get()).isEqualTo(42);
    assertThat(lview.submit(engine -> engine.names().size()).get()).isPositive();
    assertThat(lview.submit(x -> x + 1, 41).get()).isEqualTo(42);
    assertThat(lview.submit((x, y) -> x * y, 6, 7).get()).isEqualTo(42);
    assertThat(lview.submit(() -> RUNS.set(3)).get()).isNull();
    assertThat(lview.submitFunction("{ a, b -> a - b }", 50, 8).get()).isEqualTo(42);
  }

  @Test
  void submit_functionThatThrows_throwsItBareWithItsCause() {
    PendingTask<?> task = lview.submit(LoadBalancedViewTest::fail);

    assertThatExceptionOfType(RemoteError.class)
        .isThrownBy(task::get)
        .withMessage("IllegalStateException: on purpose")
        .withCauseInstanceOf(IllegalStateException.class);
    assertThat(task.state()).isEqualTo(TaskState.FAILED);
  }

  @Test
  void submit_somethingThatCannotBeSent_failsAtOnceAndLeavesNothingOpen() {
    Object thread = Thread.currentThread();

    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> lview.submit(() -> thread.hashCode()));
    assertThatExceptionOfType(SerializationError.class)
        .isThrownBy(() -> lview.submit(x -> x.hashCode(), thread));

    assertThat(lview.counts().open()).isZero();
  }

  @Test
  void submit_task_hasARecordWithItsEngineAndTimes() throws Exception {
    PendingTask<Integer> task = lview.name("answer").submit(() -> 42);
    task.get();
    TaskReport report = Objects.requireNonNull(task.report());

    assertThat(report.name()).isEqualTo("answer");
    assertThat(task.engine()).isIn(new EngineId(0), new EngineId(1));
    assertThat(task.id()).hasToString("ann#0");
    assertThat(task.time(report.ended().orElseThrow())).isAfterOrEqualTo(task.submitted());
  }

  @Test
  void submit_resultOfAnotherTask_isItsArgument() throws Exception {
    PendingTask<Integer> first = lview.submit(LoadBalancedViewTest::waitForGate);
    PendingTask<Integer> second = lview.submitWith(x -> x * 10, first);
    PendingTask<Integer> third = lview.submitWith((x, y) -> x + y, first, second);

    assertThat(second.state()).isEqualTo(TaskState.WAITING);
    assertThat(second.why()).contains("the result of an earlier task");
    GATE.release();
    assertThat(third.get()).isEqualTo(11);
    assertThat(lview.submitWith(x -> x + 1, third).get()).isEqualTo(12);
  }

  @Test
  void submit_resultOfAFailedTask_isImpossible() {
    PendingTask<Integer> failed = lview.submit(() -> Integer.parseInt("x"));
    PendingTask<Integer> second = lview.submitWith(x -> x + 1, failed);
    PendingTask<Integer> third = lview.after(second).submit(() -> 1);
    PendingTask<Integer> cleanUp = lview.after(Dependency.failed(second.id())).submit(() -> 2);

    assertThatExceptionOfType(ImpossibleDependency.class)
        .isThrownBy(second::get)
        .withMessageContaining(failed.id() + ", which failed");
    assertThat(second.state()).isEqualTo(TaskState.IMPOSSIBLE);
    assertThatExceptionOfType(ImpossibleDependency.class).isThrownBy(third::get);
    assertThat(cleanUp.toCompletableFuture().join()).isEqualTo(2);
  }

  @Test
  void after_taskThatRuns_waitsForItsEnd() throws Exception {
    PendingTask<Integer> first = running();
    PendingTask<Integer> second = lview.after(first).submit(() -> RUNS.get());

    assertThat(second.why()).contains(first.id().toString());
    GATE.release();

    assertThat(second.get()).isEqualTo(1);
  }

  @Test
  void after_twice_waitsForBoth() throws Exception {
    PendingTask<Integer> first = running();
    PendingTask<Integer> second = running();
    PendingTask<Integer> third = lview.after(first).after(second).submit(() -> RUNS.get());
    GATE.release(2);

    assertThat(third.get()).isEqualTo(2);
    assertThat(second.isDone()).isTrue();
  }

  @Test
  void after_taskWithHeldArgument_waitsForIt() throws Exception {
    PendingTask<Integer> first = running();
    PendingTask<Integer> second = lview.submitWith(x -> x + 1, first);
    PendingTask<Integer> third = lview.after(second).submit(() -> RUNS.addAndGet(10));
    GATE.release();

    assertThat(third.get()).isEqualTo(11);
  }

  @Test
  void follow_earlierTask_runsOnItsEngine() throws Exception {
    PendingTask<Map<String, Object>> first = lview.execute("a = 5");
    first.get();

    for (int i = 0; i < 5; i++) {
      assertThat(lview.follow(first).execute("", Map.of(), "a").get()).containsEntry("a", 5);
    }
  }

  @Test
  void cancel_runningTask_interruptsIt() throws Exception {
    PendingTask<Integer> task = running();
    task.cancel();

    assertThatExceptionOfType(TaskAborted.class).isThrownBy(task::get);
    assertThat(task.state()).isEqualTo(TaskState.ABORTED);
    assertThat(RUNS.get()).isZero();
    task.cancel();
  }

  @Test
  void cancel_taskThatWaitsForAnArgument_neverRuns() throws Exception {
    PendingTask<Integer> first = running();
    PendingTask<Integer> second = lview.submitWith(x -> RUNS.addAndGet(100), first);
    second.cancel();

    assertThatExceptionOfType(TaskAborted.class).isThrownBy(second::get);
    GATE.release();
    assertThat(first.get()).isEqualTo(1);
    assertThat(lview.counts().open()).isZero();
  }

  @Test
  void engineLost_taskHadBegun_isLostUnlessItMayRunTwice() throws Exception {
    PendingTask<Integer> once = running();
    PendingTask<Integer> twice = lview.idempotent().submit(LoadBalancedViewTest::waitForGate);
    BEGUN.acquire();
    client.scheduler().kill(0);
    client.scheduler().kill(1);
    client.scheduler().add(2);
    BEGUN.acquire();
    GATE.release(10);

    assertThatExceptionOfType(EngineLost.class)
        .isThrownBy(once::get)
        .withMessageContaining("killed by signal 9");
    assertThat(once.state()).isEqualTo(TaskState.LOST);
    assertThat(twice.get()).isPositive();
    assertThat(Objects.requireNonNull(twice.report()).attempts()).hasSize(2);
  }

  @Test
  void retry_failingTask_runsAgain() {
    PendingTask<?> task =
        lview
            .retry(Retry.times(3))
            .submit(
                () -> {
                  RUNS.incrementAndGet();
                  fail();
                });

    assertThatExceptionOfType(RemoteError.class).isThrownBy(task::get);
    assertThat(RUNS.get()).isEqualTo(4);
  }

  @Test
  void atMostOnce_viewWithRetries_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> lview.retry(Retry.lost(1)).atMostOnce());
  }

  @Test
  void limit_taskThatRunsLonger_timesOut() {
    PendingTask<Integer> task =
        lview.limit(Duration.ofMillis(20)).submit(LoadBalancedViewTest::waitForGate);

    assertThatExceptionOfType(TaskTimeout.class).isThrownBy(task::get);
    assertThat(task.state()).isEqualTo(TaskState.TIMED_OUT);
  }

  @Test
  void label_thatNoEngineHas_saysSoUntilOneHasIt() throws Exception {
    PendingTask<Integer> task = lview.label("gpu").submit(() -> 1);

    assertThat(task.why()).contains("gpu");
    client.scheduler().add(9, "gpu");

    assertThat(task.get()).isOne();
    assertThat(task.engine()).isEqualTo(new EngineId(9));
  }

  @Test
  void key_openAndEndedTask_isNotSubmittedAgain() throws Exception {
    PendingTask<Integer> first = lview.key("work").submit(() -> RUNS.incrementAndGet());
    first.get();
    PendingTask<Integer> second = lview.key("work").submit(() -> RUNS.incrementAndGet());

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.get()).isOne();
  }

  @Test
  void priority_higherOne_startsFirst() throws Exception {
    PendingTask<Integer> one = running();
    PendingTask<Integer> two = running();
    List<PendingTask<Integer>> low =
        IntStream.range(0, 5).mapToObj(i -> lview.submit(() -> RUNS.incrementAndGet())).toList();
    PendingTask<Integer> high = lview.priority(5).submit(() -> RUNS.incrementAndGet());
    GATE.release(1);

    assertThat(high.get()).isEqualTo(2);
    assertThat(low).allSatisfy(task -> assertThat(task.get()).isGreaterThan(2));
    GATE.release(1);
    assertThat(one.get() + two.get()).isPositive();
  }

  @Test
  void capture_functionThatPrints_hasItsOutput() throws Exception {
    PendingTask<?> task = lview.capture(true).submit(() -> System.out.println("hello"));
    task.get();

    assertThat(task.stdout()).isEqualTo("hello\n");
    PendingTask<?> text = lview.execute("println 6 * 7");
    text.get();
    assertThat(text.stdout()).isEqualTo("42\n");
  }

  @Test
  void submit_moreTasksThanMayBeOpen_waitsForOneToEnd() throws Exception {
    TaskSettings d = TaskSettings.defaults();
    var limits =
        new TaskSettings(
            3,
            d.maxOpenBytes(),
            d.maxNodeBytes(),
            d.maxEnded(),
            d.aging(),
            d.unplaceableAfter(),
            d.recallAfter(),
            d.cancelGrace(),
            d.rejection(),
            d.speculation(),
            d.share());
    try (var small = new TaskFixture(1, limits, "multiengine.client.full-wait = 10s")) {
      List<PendingTask<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        tasks.add(small.view().submit(() -> RUNS.incrementAndGet()));
      }
      assertThat(tasks).allSatisfy(task -> assertThat(task.get()).isPositive());
    }
    try (var small = new TaskFixture(1, limits, "multiengine.client.full-wait = 10ms")) {
      for (int i = 0; i < 3; i++) {
        small.view().submit(LoadBalancedViewTest::waitForGate);
      }
      assertThatExceptionOfType(QueueFull.class)
          .isThrownBy(() -> small.view().submit(() -> RUNS.incrementAndGet()))
          .satisfies(full -> assertThat(full.setting()).isEqualTo("multiengine.tasks.max-open"));
      GATE.release(3);
    }
  }

  @Test
  void flush_openTask_failsAndStillRuns() throws Exception {
    PendingTask<Integer> task = running();
    client.session().flush();
    GATE.release();

    assertThatExceptionOfType(AbortedPendingDeferredError.class).isThrownBy(task::get);
  }

  @Test
  void close_openTask_fails() throws Exception {
    PendingTask<Integer> task = running();
    client.session().close();

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(task::get)
        .withMessageContaining("closed");
    assertThatExceptionOfType(KernelError.class).isThrownBy(() -> lview.submit(() -> 1));
  }

  // Maps

  @Test
  void map_list_returnsResultsInOrder() {
    List<Integer> numbers = IntStream.range(0, 10_000).boxed().toList();

    assertThat(lview.map(x -> 2L * x, numbers))
        .isEqualTo(numbers.stream().map(x -> 2L * x).toList());
    assertThat(lview.map((x, y) -> x + y, List.of(1, 2), List.of(10, 20))).containsExactly(11, 22);
    assertThat(lview.map(x -> x, List.of())).isEmpty();
    assertThat(lview.parallel((Integer x) -> x + 1).apply(List.of(1, 2))).containsExactly(2, 3);
    assertThat(lview.chunks(Chunks.of(7)).map(x -> x + 1, List.of(1, 2, 3)))
        .containsExactly(2, 3, 4);
  }

  @Test
  void map_listsOfDifferentLengths_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> lview.map((x, y) -> x, List.of(1), List.of(1, 2)))
        .withMessageStartingWith("all sequences must have equal length");
  }

  @Test
  void map_failingElements_keepsTheOthers() {
    assertThatExceptionOfType(CompositeError.class)
        .isThrownBy(
            () ->
                lview.map(
                    x -> {
                      if (x == 3 || x == 7) {
                        fail();
                      }
                      return x;
                    },
                    IntStream.range(0, 10).boxed().toList()))
        .satisfies(
            error -> {
              assertThat(error.entries()).hasSize(2);
              assertThat(error.entries().get(0).error()).hasMessageContaining("element 3");
              assertThat(error.entries().get(1).error()).hasMessageContaining("element 7");
              assertThat(error.results())
                  .extracting(CompositeError.Result::value)
                  .containsExactly(0, 1, 2, 4, 5, 6, 8, 9);
            });
  }

  @Test
  void map_slowElementsTogether_areCutAndSharedByAllEngines() {
    List<Integer> numbers = IntStream.range(0, 80).boxed().toList();
    List<String> engines =
        lview.map(
            x -> {
              if (x < 40) {
                TimeUnit.MILLISECONDS.sleep(10);
              }
              return Thread.currentThread().getName();
            },
            numbers);

    assertThat(engines.subList(0, 40)).contains("engine-0", "engine-1");
  }

  @Test
  void mapAsync_cancelled_endsWithAborts() throws Exception {
    PendingMap<Integer> map =
        lview.mapAsync(x -> waitForGate(), IntStream.range(0, 100).boxed().toList());
    BEGUN.acquire(2);
    assertThat(map.progress().total()).isEqualTo(100);
    map.cancel();

    assertThatExceptionOfType(CompositeError.class)
        .isThrownBy(map::get)
        .satisfies(
            error -> assertThat(error.entries().get(0).error()).isInstanceOf(TaskAborted.class));
  }

  @Test
  void failFast_mapWithAFailure_endsEarly() {
    assertThatExceptionOfType(CompositeError.class)
        .isThrownBy(
            () ->
                lview
                    .failFast()
                    .chunks(Chunks.of(1))
                    .map(
                        x -> {
                          fail();
                          return RUNS.incrementAndGet();
                        },
                        IntStream.range(0, 1_000).boxed().toList()));
  }

  // In the order of their ends

  @Test
  void asCompleted_tasks_comeAsTheyEnd() throws Exception {
    PendingTask<Integer> slow = running();
    PendingTask<Integer> fast = lview.submit(() -> 5);
    AsCompleted<Integer> ended = AsCompleted.of(slow, fast);
    var iterator = ended.iterator();

    assertThat(iterator.next().id()).isEqualTo(fast.id());
    assertThat(ended.left()).isOne();
    ended.add(lview.submit(() -> 6));
    assertThat(iterator.next().get()).isEqualTo(6);
    GATE.release();
    assertThat(iterator.next().id()).isEqualTo(slow.id());
    assertThat(iterator.hasNext()).isFalse();
    assertThat(ended.batch()).isEmpty();
  }
}
