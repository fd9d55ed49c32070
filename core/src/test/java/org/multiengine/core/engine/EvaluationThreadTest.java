package org.multiengine.core.engine;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class EvaluationThreadTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final EvaluationThread thread = new EvaluationThread("engine 0");
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void close() {
    release.countDown();
    thread.close();
  }

  @Test
  void run_severalTasks_runInOrderOnOneThread() throws Exception {
    List<Integer> order = new CopyOnWriteArrayList<>();
    List<Thread> threads = new CopyOnWriteArrayList<>();

    for (int run = 0; run < 100; run++) {
      int each = run;
      thread.run(
          each,
          () -> {
            order.add(each);
            threads.add(Thread.currentThread());
          });
    }

    awaitIdle();
    assertThat(order).hasSize(100).isSorted();
    assertThat(threads).containsOnly(threads.get(0));
  }

  @Test
  void run_anyTask_isOnADaemonOfTheGivenName() throws Exception {
    var current = new CompletableFuture<Thread>();

    thread.run(1, () -> current.complete(Thread.currentThread()));

    assertThat(get(current).getName()).isEqualTo("engine 0");
    assertThat(get(current).isDaemon()).isTrue();
  }

  @Test
  void run_taskThrows_nextOneRunsAndCanBeInterrupted() throws Exception {
    thread.run(
        1,
        () -> {
          throw new IllegalStateException("part of the test");
        });

    var second = new Blocked();
    second.start(2);

    assertThat(thread.interrupt(2)).isTrue();
    assertThat(get(second.interrupted)).isTrue();
  }

  @Test
  void interrupt_runningRun_hitsIt() throws Exception {
    var task = new Blocked();
    task.start(7);

    assertThat(thread.interrupt(7)).isTrue();

    assertThat(get(task.interrupted)).isTrue();
  }

  @Test
  void interrupt_waitingRun_hitsItAtItsStartAndNotTheRunningOne() throws Exception {
    var running = new Blocked();
    running.start(1);
    var waiting = new Blocked();
    thread.run(2, waiting);

    assertThat(thread.interrupt(2)).isTrue();

    assertThat(running.interrupted).isNotDone();
    release.countDown();
    assertThat(get(running.interrupted)).isFalse();
    assertThat(get(waiting.interrupted)).isTrue();
  }

  @Test
  void interrupt_endedRun_doesNotHitTheRunningOne() throws Exception {
    thread.run(1, () -> {});
    var second = new Blocked();
    second.start(2);

    assertThat(thread.interrupt(1)).isFalse();

    release.countDown();
    assertThat(get(second.interrupted)).isFalse();
  }

  @Test
  void interrupt_nothingRunsAnyMore_isRefused() throws Exception {
    thread.run(1, () -> {});
    awaitIdle();

    assertThat(thread.interrupt(1)).isFalse();
  }

  @Test
  void interrupt_tooLateForItsRun_doesNotHitTheNext() throws Exception {
    var hit = new CompletableFuture<Boolean>();
    var next = new CompletableFuture<Boolean>();

    thread.run(1, () -> hit.complete(thread.interrupt(1)));
    thread.run(2, () -> next.complete(Thread.currentThread().isInterrupted()));

    assertThat(get(hit)).isTrue();
    assertThat(get(next)).isFalse();
  }

  @Test
  void close_taskRuns_interruptsItAndDropsTheWaitingOnes() throws Exception {
    var running = new Blocked();
    running.start(1);
    var waiting = new Blocked();
    thread.run(2, waiting);

    thread.close();

    assertThat(thread.awaitEnd(LIMIT)).isTrue();
    assertThat(get(running.interrupted)).isTrue();
    assertThat(waiting.interrupted).isNotDone();
  }

  @Test
  void close_nothingHasRun_endsAtOnce() throws Exception {
    thread.close();

    assertThat(thread.awaitEnd(Duration.ZERO)).isTrue();
  }

  @Test
  void awaitEnd_taskIgnoresTheInterrupt_tellsThatItHasNotEnded() throws Exception {
    var started = new CountDownLatch(1);
    thread.run(
        1,
        () -> {
          started.countDown();
          awaitDeaf();
        });
    assertThat(started.await(20, SECONDS)).isTrue();

    thread.close();

    assertThat(thread.awaitEnd(Duration.ZERO)).isFalse();
    release.countDown();
    assertThat(thread.awaitEnd(LIMIT)).isTrue();
  }

  private void awaitIdle() throws Exception {
    var last = new CompletableFuture<Boolean>();
    thread.run(Long.MAX_VALUE, () -> last.complete(true));
    get(last);
  }

  private void awaitDeaf() {
    while (release.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, SECONDS);
  }

  /** Waits until it is released or interrupted, and tells which it was. */
  private final class Blocked implements Runnable {

    final CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    private final CountDownLatch started = new CountDownLatch(1);

    void start(long run) throws InterruptedException {
      thread.run(run, this);
      assertThat(started.await(20, SECONDS)).isTrue();
    }

    @Override
    public void run() {
      started.countDown();
      try {
        release.await();
        interrupted.complete(false);
      } catch (InterruptedException e) {
        interrupted.complete(true);
      }
    }
  }
}
