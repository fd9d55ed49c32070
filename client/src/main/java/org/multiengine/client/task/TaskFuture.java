package org.multiengine.client.task;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.RemoteError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.task.TaskState;

/**
 * A task of a {@link TaskExecutor}, with the methods of a future of the JDK: {@link #get} wraps
 * errors in an {@link ExecutionException}, and throws {@link CancellationException} for a task that
 * was cancelled. Safe for use by several threads.
 *
 * @param <R> the result
 */
public final class TaskFuture<R extends @Nullable Object> implements Future<R> {

  private final PendingTask<?> task;
  private final @Nullable R fixedResult;
  private final boolean hasFixedResult;
  private final AtomicBoolean isCancelled = new AtomicBoolean();
  private final CountDownLatch done = new CountDownLatch(1);

  private TaskFuture(PendingTask<?> task, boolean hasFixedResult, @Nullable R fixedResult) {
    this.task = task;
    this.hasFixedResult = hasFixedResult;
    this.fixedResult = fixedResult;
    task.task().pending().whenDone(this::end);
  }

  /** Handles the end of the task. Further calls have no effect. */
  void end() {
    done.countDown();
  }

  /** Creates the future of a task. */
  static <R extends @Nullable Object> TaskFuture<R> of(PendingTask<R> task) {
    return new TaskFuture<>(task, false, null);
  }

  /** Creates the future of a task whose result is another one than its own. */
  static <R extends @Nullable Object> TaskFuture<R> of(PendingTask<?> task, R result) {
    return new TaskFuture<>(task, true, result);
  }

  /** Returns the task, with its id, its engine, its record and what it waits for. */
  public PendingTask<?> task() {
    return task;
  }

  /**
   * Cancels the task unless it has ended.
   *
   * @param mayInterruptIfRunning whether the task is interrupted if it runs; otherwise it goes on,
   *     and its result is dropped
   * @return whether this call has cancelled it
   */
  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (isDone() || !isCancelled.compareAndSet(false, true)) {
      return false;
    }
    if (mayInterruptIfRunning || task.state() != TaskState.RUNNING) {
      task.cancel();
    }
    done.countDown();
    return true;
  }

  @Override
  public boolean isCancelled() {
    return isCancelled.get() || task.state() == TaskState.ABORTED;
  }

  @Override
  public boolean isDone() {
    return done.getCount() == 0;
  }

  @Override
  public R get() throws InterruptedException, ExecutionException {
    done.await();
    return read();
  }

  @Override
  public R get(long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (!done.await(timeout, unit)) {
      throw new TimeoutException(task + ": no result within " + unit.toMillis(timeout) + " ms");
    }
    return read();
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // of() sees to the types
  private R read() throws ExecutionException {
    if (isCancelled()) {
      throw new CancellationException(task + " was cancelled");
    }
    try {
      Object value = task.task().pending().read();
      return hasFixedResult ? fixedResult : (R) value;
    } catch (TaskAborted aborted) {
      var cancelled = new CancellationException(task + " was cancelled");
      cancelled.initCause(aborted);
      throw cancelled;
    } catch (KernelError error) {
      throw new ExecutionException(cause(error));
    }
  }

  /** Returns the exception of the task's code if it is known here, and otherwise the error. */
  static Throwable cause(Throwable error) {
    Throwable own =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    Throwable original = own instanceof RemoteError ? own.getCause() : null;
    return original == null ? own : original;
  }

  /** Returns the task. */
  @Override
  public String toString() {
    return "TaskFuture["
        + task.id()
        + ", "
        + (isCancelled() ? "cancelled" : task.state().label())
        + "]";
  }
}
