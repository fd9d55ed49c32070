package org.multiengine.client.internal.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class RepeatedTaskTest {

  @Test
  void run_everyRunThrows_schedulerGoesOn() throws InterruptedException {
    var runs = new CountDownLatch(3);
    ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
    Runnable task =
        RepeatedTask.of(
            "the task",
            () -> {
              runs.countDown();
              throw new IllegalStateException("failed");
            });

    var unused = scheduler.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);

    runs.await();
    scheduler.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void run_exceptionOrLinkageError_isCaught(boolean linkage) {
    Runnable task =
        RepeatedTask.of(
            "the task",
            () -> {
              if (linkage) {
                throw new NoClassDefFoundError("a.A");
              }
              throw new IllegalStateException("failed");
            });

    assertThatCode(task::run).doesNotThrowAnyException();
    assertThatCode(task::run).doesNotThrowAnyException();
  }

  @Test
  void run_lackOfMemory_isPassedOn() {
    Runnable task =
        RepeatedTask.of(
            "the task",
            () -> {
              throw new OutOfMemoryError("test");
            });

    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(task::run);
  }

  @Test
  void run_afterAFailure_runsTheTask() {
    var runs = new AtomicInteger();
    Runnable task =
        RepeatedTask.of(
            "the task",
            () -> {
              if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("failed");
              }
            });

    task.run();
    task.run();

    assertThat(runs).hasValue(2);
  }
}
