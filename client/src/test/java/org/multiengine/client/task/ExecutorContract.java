package org.multiengine.client.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The contract of an executor of the JDK with two threads, by the ideas of the tests of JSR 166.
 * Tasks are serializable and run in this JVM.
 */
@Timeout(60)
abstract class ExecutorContract {

  static final Semaphore GATE = new Semaphore(0);
  static final Semaphore BEGUN = new Semaphore(0);
  static final AtomicInteger RUNS = new AtomicInteger();

  /** A task of the JDK that can be sent. */
  interface Job<T> extends Callable<T>, Serializable {}

  /** A task without a result that can be sent. */
  interface Action extends Runnable, Serializable {}

  ExecutorService executor;

  /** Returns a new executor. */
  abstract ExecutorService create();

  /** Returns a service over the executor. */
  abstract <T> CompletionService<T> completion();

  @BeforeEach
  void open() {
    executor = create();
  }

  @AfterEach
  void end() {
    GATE.release(1_000);
    executor.shutdownNow();
    GATE.drainPermits();
    BEGUN.drainPermits();
    RUNS.set(0);
  }

  static <T> Job<T> job(Job<T> job) {
    return job;
  }

  static Job<Integer> waiting() {
    return () -> {
      BEGUN.release();
      GATE.acquire();
      return RUNS.incrementAndGet();
    };
  }

  static Job<Integer> failing() {
    return () -> {
      throw new IllegalStateException("on purpose");
    };
  }

  static Job<Integer> returning(int value) {
    return () -> value;
  }

  @Test
  void submit_callable_returnsItsValue() throws Exception {
    Future<Integer> future = executor.submit(returning(5));

    assertThat(future.get()).isEqualTo(5);
    assertThat(future.get(1, TimeUnit.SECONDS)).isEqualTo(5);
    assertThat(future.isDone()).isTrue();
    assertThat(future.isCancelled()).isFalse();
    assertThat(future.cancel(true)).isFalse();
  }

  @Test
  void submit_runnable_returnsNullOrTheGivenResult() throws Exception {
    Action action = () -> RUNS.incrementAndGet();

    assertThat(executor.submit((Runnable) action).get()).isNull();
    assertThat(executor.submit(action, "result").get()).isEqualTo("result");
    assertThat(RUNS.get()).isEqualTo(2);
  }

  @Test
  void submit_null_isRefused() {
    assertThatNullPointerException().isThrownBy(() -> executor.submit((Callable<?>) null));
    assertThatNullPointerException().isThrownBy(() -> executor.submit((Runnable) null));
    assertThatNullPointerException().isThrownBy(() -> executor.execute((Runnable) null));
  }

  @Test
  void get_failedTask_throwsAnExecutionExceptionWithItsCause() {
    Future<Integer> future = executor.submit(failing());

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(future::get)
        .withCauseInstanceOf(IllegalStateException.class);
    assertThat(future.isDone()).isTrue();
  }

  @Test
  void get_timeOut_throwsAndLeavesTheTask() throws Exception {
    Future<Integer> future = executor.submit(waiting());

    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS));
    assertThat(future.isDone()).isFalse();
    GATE.release();
    assertThat(future.get()).isEqualTo(1);
  }

  @Test
  void get_interruptedThread_throwsAndLeavesTheTask() throws Exception {
    Future<Integer> future = executor.submit(waiting());
    Thread.currentThread().interrupt();

    assertThatExceptionOfType(InterruptedException.class).isThrownBy(future::get);
    assertThat(Thread.interrupted()).isFalse();
    GATE.release();
    assertThat(future.get()).isEqualTo(1);
  }

  @Test
  void execute_failingAction_doesNotHarmLaterOnes() throws Exception {
    Action failing =
        () -> {
          throw new IllegalStateException("on purpose");
        };
    var unused = executor.submit((Runnable) failing);
    executor.execute((Action) () -> BEGUN.release());
    BEGUN.acquire();

    assertThat(executor.submit(returning(1)).get()).isOne();
  }

  @Test
  void cancel_runningTask_interruptsItAndIsDoneAtOnce() throws Exception {
    Future<Integer> future = executor.submit(waiting());
    BEGUN.acquire();

    assertThat(future.cancel(true)).isTrue();
    assertThat(future.isDone()).isTrue();
    assertThat(future.isCancelled()).isTrue();
    assertThat(future.cancel(true)).isFalse();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
    assertThat(executor.submit(returning(1)).get()).isOne();
    assertThat(RUNS.get()).isZero();
  }

  @Test
  void cancel_runningTaskWithoutInterrupt_letsItRun() throws Exception {
    Future<Integer> future = executor.submit(waiting());
    BEGUN.acquire();

    assertThat(future.cancel(false)).isTrue();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
    GATE.release();
    executor.shutdown();
    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(RUNS.get()).isOne();
  }

  @Test
  void cancel_waitingTask_neverRuns() throws Exception {
    List<Future<Integer>> running = List.of(executor.submit(waiting()), executor.submit(waiting()));
    BEGUN.acquire(2);
    Future<Integer> future = executor.submit(job(() -> RUNS.incrementAndGet()));

    assertThat(future.cancel(false)).isTrue();
    GATE.release(2);
    assertThat(running.get(0).get() + running.get(1).get()).isEqualTo(3);
  }

  @Test
  void invokeAll_tasks_returnsTheirFuturesInOrder() throws Exception {
    List<Job<Integer>> jobs = new ArrayList<>(List.of(returning(1), failing(), returning(3)));
    List<Future<Integer>> futures = executor.invokeAll(jobs);

    assertThat(futures).allMatch(Future::isDone);
    assertThat(futures.get(0).get()).isEqualTo(1);
    assertThatExceptionOfType(ExecutionException.class).isThrownBy(futures.get(1)::get);
    assertThat(futures.get(2).get()).isEqualTo(3);
    assertThat(executor.invokeAll(List.<Job<Integer>>of())).isEmpty();
  }

  @Test
  void invokeAll_null_isRefused() {
    assertThatNullPointerException().isThrownBy(() -> executor.invokeAll(null));
    List<Job<Integer>> jobs = new ArrayList<>();
    jobs.add(waiting());
    jobs.add(null);
    assertThatNullPointerException().isThrownBy(() -> executor.invokeAll(jobs));
  }

  @Test
  void invokeAll_timeOut_cancelsWhatHasNotEnded() throws Exception {
    List<Job<Integer>> jobs = List.of(returning(1), waiting(), waiting(), waiting());
    List<Future<Integer>> futures = executor.invokeAll(jobs, 200, TimeUnit.MILLISECONDS);

    assertThat(futures).hasSize(4).allMatch(Future::isDone);
    assertThat(futures.get(0).get()).isOne();
    assertThat(futures.subList(1, 4)).allMatch(Future::isCancelled);
  }

  @Test
  void invokeAny_tasks_returnsAValueAndCancelsTheOthers() throws Exception {
    assertThat(executor.<Integer>invokeAny(List.of(failing(), returning(7)))).isEqualTo(7);
    assertThat(executor.<Integer>invokeAny(List.of(waiting(), returning(7)))).isEqualTo(7);
    assertThat(executor.submit(returning(1)).get()).isOne();
    assertThat(RUNS.get()).isZero();
  }

  @Test
  void invokeAny_allFail_throwsTheLastFailure() {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(() -> executor.<Integer>invokeAny(List.of(failing(), failing())))
        .withCauseInstanceOf(IllegalStateException.class);
    assertThatIllegalArgumentException().isThrownBy(() -> executor.invokeAny(List.of()));
    assertThatNullPointerException().isThrownBy(() -> executor.invokeAny(null));
  }

  @Test
  void invokeAny_timeOut_throwsAndCancelsAll() {
    assertThatExceptionOfType(TimeoutException.class)
        .isThrownBy(
            () -> executor.<Integer>invokeAny(List.of(waiting()), 50, TimeUnit.MILLISECONDS));
  }

  @Test
  void completion_tasks_comeAsTheyEnd() throws Exception {
    CompletionService<Integer> service = completion();
    Future<Integer> slow = service.submit(waiting());
    Future<Integer> fast = service.submit(returning(2));

    assertThat(service.take()).isSameAs(fast);
    assertThat(service.poll()).isNull();
    assertThat(service.poll(1, TimeUnit.MILLISECONDS)).isNull();
    GATE.release();
    assertThat(service.poll(30, TimeUnit.SECONDS)).isSameAs(slow);
    var unused = service.submit((Action) () -> RUNS.incrementAndGet(), 9);
    assertThat(service.take().get()).isEqualTo(9);
  }

  @Test
  void shutdown_openTasks_runAndLaterOnesAreRefused() throws Exception {
    Future<Integer> future = executor.submit(waiting());
    executor.shutdown();

    assertThat(executor.isShutdown()).isTrue();
    assertThat(executor.isTerminated()).isFalse();
    assertThat(executor.awaitTermination(1, TimeUnit.MILLISECONDS)).isFalse();
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> executor.submit(returning(1)));
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> executor.execute((Action) () -> RUNS.incrementAndGet()));
    GATE.release();
    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(executor.isTerminated()).isTrue();
    assertThat(future.get()).isOne();
  }

  @Test
  void shutdownNow_openTasks_interruptsThemAndReturnsThoseThatWait() throws Exception {
    List<Future<Integer>> running = List.of(executor.submit(waiting()), executor.submit(waiting()));
    BEGUN.acquire(2);
    executor.execute((Action) () -> RUNS.incrementAndGet());
    executor.execute((Action) () -> RUNS.incrementAndGet());
    List<Runnable> waiting = executor.shutdownNow();

    assertThat(waiting).hasSize(2);
    assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    assertThat(RUNS.get()).isZero();
    waiting.forEach(Runnable::run);
    assertThat(RUNS.get()).isEqualTo(2);
    assertThat(running).allMatch(Future::isDone);
  }

  @Test
  void supplyAsync_functionThatCanTravel_completesTheFuture() {
    CompletableFuture<Integer> value =
        CompletableFuture.supplyAsync((Supplier<Integer> & Serializable) () -> 42, executor);
    CompletableFuture<Integer> failed =
        CompletableFuture.supplyAsync(
            (Supplier<Integer> & Serializable) () -> Integer.parseInt("x"), executor);
    CompletableFuture<Void> run =
        CompletableFuture.runAsync((Action) () -> RUNS.incrementAndGet(), executor);

    assertThat(value.join()).isEqualTo(42);
    assertThat(run.join()).isNull();
    assertThat(RUNS.get()).isOne();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failed::get)
        .withCauseInstanceOf(NumberFormatException.class);
  }

  @Test
  void submit_manyTasks_allRun() throws Exception {
    List<Future<Integer>> futures =
        IntStream.range(0, 500).mapToObj(i -> executor.submit(returning(i))).toList();

    for (int i = 0; i < futures.size(); i++) {
      assertThat(futures.get(i).get()).isEqualTo(i);
    }
  }
}
