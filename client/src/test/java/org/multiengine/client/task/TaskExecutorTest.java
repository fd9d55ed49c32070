package org.multiengine.client.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.client.task.support.TaskFixture;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.task.TaskState;

/** Tests the executor of tasks by the contract, and what it has beyond. */
final class TaskExecutorTest extends ExecutorContract {

  private final TaskFixture client = new TaskFixture(2);

  @Override
  ExecutorService create() {
    return client.view().executor();
  }

  private TaskExecutor tasks() {
    return (TaskExecutor) executor;
  }

  @Override
  <T> CompletionService<T> completion() {
    return tasks().completion();
  }

  @AfterEach
  void close() {
    client.close();
  }

  private static int parse(String text) throws InterruptedException {
    if (text.isEmpty()) {
      throw new InterruptedException();
    }
    return Integer.parseInt(text);
  }

  private static void note() {
    RUNS.incrementAndGet();
  }

  @Test
  void submit_lambdaOfEachForm_canBeSent() throws Exception {
    String captured = "42";

    assertThat(tasks().submit(() -> 5).get()).isEqualTo(5);
    assertThat(tasks().submit(() -> parse(captured)).get()).isEqualTo(42);
    TaskFuture<Integer> block =
        tasks()
            .submit(
                () -> {
                  return parse(captured);
                });
    assertThat(block.get()).isEqualTo(42);
    assertThat(tasks().submit(TaskExecutorTest::note).get()).isNull();
    TaskFuture<?> action =
        tasks()
            .submit(
                () -> {
                  RUNS.incrementAndGet();
                });
    assertThat(action.get()).isNull();
    TaskFuture<?> failing =
        tasks()
            .submit(
                () -> {
                  throw new InterruptedException("checked");
                });
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(failing::get)
        .withCauseInstanceOf(InterruptedException.class);
    tasks().execute(() -> BEGUN.release());
    BEGUN.acquire();
    assertThat(RUNS.get()).isEqualTo(2);
  }

  @Test
  void submit_functionThatCannotTravel_isRefusedWithItsClass() {
    Callable<Integer> ofLibrary = () -> 5;
    Thread captured = Thread.currentThread();

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> tasks().submit(ofLibrary))
        .withMessageContaining("TaskExecutorTest$$Lambda")
        .withMessageContaining("RemoteSupplier");
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> tasks().submit(() -> captured.getName()))
        .withCauseInstanceOf(SerializationError.class);
    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> CompletableFuture.supplyAsync(() -> 5, tasks()));
  }

  @Test
  void thenApplyAsync_onTheExecutor_failsWithWhatToWriteInstead() {
    CompletableFuture<Integer> dependent =
        CompletableFuture.completedFuture(1).thenApplyAsync(x -> x + 1, tasks());

    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(dependent::get)
        .withMessageContaining("runs in this JVM");
  }

  @Test
  void task_ofAFuture_isThePendingTask() throws Exception {
    TaskFuture<Integer> future = tasks().submit(() -> 5);
    future.get();

    assertThat(future.task().state()).isEqualTo(TaskState.DONE);
    assertThat(future.task().engine()).isNotNull();
  }

  @Test
  void close_openTasks_waitsForThem() {
    TaskFuture<Integer> future = tasks().submit(() -> 5);
    tasks().close();

    assertThat(tasks().isTerminated()).isTrue();
    assertThat(future.isDone()).isTrue();
  }

  @Test
  void supplyAsync_futureIsCancelled_cancelsTheTask() throws Exception {
    CompletableFuture<Void> future =
        CompletableFuture.runAsync(
            (Action)
                () -> {
                  BEGUN.release();
                  GATE.acquireUninterruptibly();
                },
            tasks());
    BEGUN.acquire();
    future.cancel(true);
    GATE.release();

    assertThat(tasks().submit(() -> 1).get()).isOne();
  }
}
