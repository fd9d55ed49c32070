package org.multiengine.core.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.core.error.KernelError;

@Timeout(60)
final class HelperThreadTest {

  private static final Duration LIMIT = Duration.ofMillis(1_500);

  private final CountDownLatch release = new CountDownLatch(1);
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final List<Runnable> timers = new CopyOnWriteArrayList<>();

  @AfterEach
  void release() {
    release.countDown();
  }

  private HelperThread helper(int stuckThreads) {
    return new HelperThread(
        "helper",
        new HelperThread.Limits(LIMIT, stuckThreads, 3),
        (time, action) -> {
          assertThat(time).isEqualTo(LIMIT);
          timers.add(action);
          return () -> timers.remove(action);
        });
  }

  /** Hands over a task that does not end, waits until it runs, and lets its time pass. */
  private CompletableFuture<String> overrun(HelperThread helper) {
    int before = threads.size();
    CompletableFuture<String> result = helper.run(this::stuck);
    Awaitility.await().until(() -> threads.size() > before);
    List.copyOf(timers).forEach(Runnable::run);
    return result;
  }

  /** A task that no interrupt ends. */
  private String stuck() {
    threads.add(Thread.currentThread());
    boolean released = false;
    while (!released) {
      try {
        release.await();
        released = true;
      } catch (InterruptedException goesOn) {
        // like code of a user that ignores interrupts
      }
    }
    return "late";
  }

  private static <T> T get(Future<T> future) throws Exception {
    return future.get(50, SECONDS);
  }

  private static String error(Future<?> future) {
    var thrown = catchThrowableOfType(ExecutionException.class, () -> get(future));
    assertThat(thrown).hasCauseInstanceOf(KernelError.class);
    return String.valueOf(thrown.getMessage());
  }

  @Test
  void run_severalTasks_runOneAfterTheOtherOnDaemonsOfTheName() throws Exception {
    try (HelperThread helper = helper(1)) {
      List<CompletableFuture<String>> names =
          IntStream.range(0, 3)
              .mapToObj(task -> helper.run(() -> Thread.currentThread().getName()))
              .toList();

      for (CompletableFuture<String> name : names) {
        assertThat(get(name)).isEqualTo("helper");
      }
      assertThat(get(helper.run(() -> Thread.currentThread().isDaemon()))).isTrue();
    }
  }

  @Test
  void run_taskThrows_failsWithItAndRunsTheNext() throws Exception {
    try (HelperThread helper = helper(1)) {
      CompletableFuture<String> failing =
          helper.run(
              () -> {
                throw new StackOverflowError("deep");
              });

      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> get(failing))
          .withCauseInstanceOf(StackOverflowError.class);
      assertThat(get(helper.run(() -> "next"))).isEqualTo("next");
    }
  }

  @Test
  void run_taskTakesTooLong_failsAndIsInterrupted() throws Exception {
    var interrupted = new CountDownLatch(1);
    var running = new CountDownLatch(1);
    try (HelperThread helper = helper(2)) {
      CompletableFuture<String> slow =
          helper.run(
              () -> {
                running.countDown();
                try {
                  release.await();
                } catch (InterruptedException stop) {
                  interrupted.countDown();
                }
                return "late";
              });
      running.await();

      List.copyOf(timers).forEach(Runnable::run);

      assertThat(error(slow)).contains("busy").contains("1500 ms").contains(HelperThread.LIMIT);
      interrupted.await();
    }
  }

  @Test
  void run_taskEndsInTime_endsItsTimer() throws Exception {
    try (HelperThread helper = helper(1)) {
      get(helper.run(() -> "done"));

      Awaitility.await().until(timers::isEmpty);
    }
  }

  @Test
  void run_earlierTaskIsStuck_runsOnAnotherThread() throws Exception {
    try (HelperThread helper = helper(2)) {
      assertThat(overrun(helper)).isCompletedExceptionally();

      assertThat(get(helper.run(() -> "next"))).isEqualTo("next");
      assertThat(helper.stuckThreads()).isEqualTo(1);
    }
  }

  @Test
  void run_asManyAreStuckAsTheLimit_failsAtOnceAndStartsNoThread() {
    try (HelperThread helper = helper(2)) {
      assertThat(overrun(helper)).isCompletedExceptionally();
      assertThat(overrun(helper)).isCompletedExceptionally();

      for (int question = 0; question < 100; question++) {
        CompletableFuture<String> refused = helper.run(this::stuck);
        assertThat(refused).isDone();
        assertThat(error(refused)).contains("busy").contains(HelperThread.MAX_STUCK_THREADS);
      }
      assertThat(threads).hasSize(2);
      assertThat(timers).isEmpty();
    }
  }

  @Test
  void run_stuckThreadHasEnded_runsAgain() throws Exception {
    try (HelperThread helper = helper(1)) {
      assertThat(overrun(helper)).isCompletedExceptionally();

      release.countDown();
      for (Thread thread : threads) {
        thread.join();
      }

      assertThat(helper.stuckThreads()).isZero();
      assertThat(get(helper.run(() -> "next"))).isEqualTo("next");
    }
  }

  @Test
  void run_asManyWaitAsTheLimit_failsAtOnce() {
    try (HelperThread helper = helper(1)) {
      var unused = helper.run(this::stuck);
      Awaitility.await().until(() -> !threads.isEmpty());
      for (int task = 0; task < 3; task++) {
        assertThat(helper.run(() -> "waits")).isNotDone();
      }

      assertThat(error(helper.run(() -> "more"))).contains(HelperThread.MAX_WAITING);
    }
  }

  @Test
  void run_taskWaitsBehindTheLastStuckOne_fails() {
    try (HelperThread helper = helper(1)) {
      var unused = helper.run(this::stuck);
      Awaitility.await().until(() -> !threads.isEmpty());
      CompletableFuture<String> waits = helper.run(() -> "never");

      timers.get(0).run();

      assertThat(error(waits)).contains("busy");
    }
  }

  @Test
  void close_tasksWait_failsThem() {
    HelperThread helper = helper(1);
    var unused = helper.run(this::stuck);
    Awaitility.await().until(() -> !threads.isEmpty());
    CompletableFuture<String> waits = helper.run(() -> "waits");

    helper.close();

    assertThat(error(waits)).contains("ended");
    assertThat(error(helper.run(() -> "late"))).contains("ended");
  }
}
