package org.multiengine.client.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.function.RemoteRunnable;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.task.TaskState;

/**
 * An executor of the JDK whose tasks run on the engines, with the options of a view.
 *
 * <pre>{@code
 * TaskExecutor executor = mec.balanced().executor();
 * Future<Integer> answer = executor.submit(() -> 6 * 7);
 * List<Future<Long>> all = executor.invokeAll(jobs);
 * executor.shutdown();
 * }</pre>
 *
 * <p>A task must be serializable. A lambda or method reference that is written as the argument of
 * {@link #submit(RemoteSupplier)} or {@link #execute(RemoteRunnable)} is so by itself. A task that
 * is not, or that captures something that cannot be sent, is refused with a {@link
 * RejectedExecutionException}, as is each task after {@link #shutdown}, and each one for which
 * there is no room.
 *
 * <p>Shutting down ends this executor alone: the engines, the client and other executors go on.
 * Safe for use by several threads.
 */
@SuppressWarnings("overloads") // the more specific method wins, as intended
public final class TaskExecutor implements ExecutorService {

  private final LoadBalancedView view;

  /** The tasks that have not ended, with what was submitted. */
  private final Map<TaskFuture<?>, Object> open = new ConcurrentHashMap<>();

  private boolean isShutdown;

  TaskExecutor(LoadBalancedView view) {
    this.view = view;
  }

  // Submitting

  /** Submits a function. */
  public <R extends @Nullable Object> TaskFuture<R> submit(RemoteSupplier<R> work) {
    return start(work);
  }

  /** Submits a function without a result; that of the future is null. */
  public TaskFuture<?> submit(RemoteRunnable work) {
    return start(work);
  }

  /** Submits a function without a result; its errors are dropped. */
  public void execute(RemoteRunnable work) {
    TaskFuture<?> unused = start(work);
  }

  /**
   * Submits a function.
   *
   * @throws RejectedExecutionException if it cannot be sent or scheduled
   */
  @Override
  public <T> TaskFuture<T> submit(Callable<T> task) {
    return start(task);
  }

  @Override
  public TaskFuture<?> submit(Runnable task) {
    return start(task);
  }

  @Override
  public <T> TaskFuture<T> submit(Runnable task, T result) {
    return add(task, TaskFuture.of(call(task), result));
  }

  /**
   * Submits a function without a result; its errors are dropped. The actions of {@link
   * CompletableFuture#supplyAsync} and {@link CompletableFuture#runAsync} run on engines if their
   * functions are serializable, for example cast to {@code (Supplier<Integer> & Serializable)};
   * those of its dependent stages cannot.
   *
   * @throws RejectedExecutionException if it cannot be sent or scheduled
   */
  @Override
  public void execute(Runnable command) {
    if (command instanceof CompletableFuture.AsynchronousCompletionTask) {
      AsyncAction action = AsyncAction.of(command);
      PendingTask<@Nullable Object> task = call(requireSendable(action.function()));
      TaskFuture<?> unused = add(action.function(), TaskFuture.of(task));
      action.completeWith(task);
    } else {
      TaskFuture<?> unused = start(command);
    }
  }

  private <R extends @Nullable Object> TaskFuture<R> start(Object work) {
    return add(work, TaskFuture.of(this.<R>call(work)));
  }

  @SuppressWarnings("unchecked") // the function's type determines what it returns
  private <R extends @Nullable Object> PendingTask<R> call(Object work) {
    Object function = requireSendable(work);
    synchronized (this) {
      if (isShutdown) {
        throw new RejectedExecutionException("the executor is shut down");
      }
    }
    try {
      return (PendingTask<R>) view.submitFunction(function);
    } catch (KernelError refused) {
      throw new RejectedExecutionException(refused.getMessage(), refused);
    }
  }

  private static Object requireSendable(Object work) {
    if (!(Objects.requireNonNull(work) instanceof Serializable)) {
      throw new RejectedExecutionException(
          work.getClass().getName()
              + " cannot be sent to an engine, because it is not Serializable; write a lambda as"
              + " the argument of the executor's own method, or declare it as a RemoteSupplier or"
              + " RemoteRunnable");
    }
    return work;
  }

  private <R extends @Nullable Object> TaskFuture<R> add(Object work, TaskFuture<R> future) {
    open.put(future, work);
    future.task().task().pending().whenDone(() -> ended(future));
    return future;
  }

  private void ended(TaskFuture<?> future) {
    future.end(); // before the executor counts as terminated
    open.remove(future);
    synchronized (this) {
      if (isShutdown && open.isEmpty()) {
        notifyAll();
      }
    }
  }

  // Several tasks

  @Override
  public <T> List<Future<T>> invokeAll(Collection<? extends Callable<T>> tasks)
      throws InterruptedException {
    return invokeAll(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
  }

  @Override
  public <T> List<Future<T>> invokeAll(
      Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    List<Future<T>> futures = new ArrayList<>();
    boolean complete = false;
    try {
      for (Callable<T> task : tasks) {
        futures.add(submit(task));
      }
      for (Future<T> future : futures) {
        awaitDone((TaskFuture<T>) future, deadline - System.nanoTime());
      }
      complete = futures.stream().allMatch(Future::isDone);
      return futures;
    } finally {
      if (!complete) {
        futures.forEach(future -> future.cancel(true));
      }
    }
  }

  private static void awaitDone(TaskFuture<?> future, long nanos) throws InterruptedException {
    try {
      future.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      // The caller learns of the end from the future.
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks)
      throws InterruptedException, ExecutionException {
    try {
      return invokeAny(tasks, Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new ExecutionException(e);
    }
  }

  @Override
  public <T> T invokeAny(Collection<? extends Callable<T>> tasks, long timeout, TimeUnit unit)
      throws InterruptedException, ExecutionException, TimeoutException {
    if (tasks.isEmpty()) {
      throw new IllegalArgumentException("there is no task to invoke");
    }
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    CompletionService<T> ended = completion();
    List<Future<T>> futures = new ArrayList<>();
    try {
      for (Callable<T> task : tasks) {
        futures.add(ended.submit(task));
      }
      ExecutionException last = null;
      for (int left = futures.size(); left > 0; left--) {
        Future<T> next = ended.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (next == null) {
          throw new TimeoutException("no task has succeeded in time");
        }
        try {
          return next.get();
        } catch (ExecutionException e) {
          last = e;
        } catch (CancellationException e) {
          last = new ExecutionException(e);
        }
      }
      throw Objects.requireNonNull(last);
    } finally {
      futures.forEach(future -> future.cancel(true));
    }
  }

  /** Returns a service that returns the futures of its tasks in the order in which they end. */
  public <R> CompletionService<R> completion() {
    return new TaskCompletion<>(this);
  }

  // The end

  /** Refuses later tasks. Those that were submitted run. */
  @Override
  public synchronized void shutdown() {
    isShutdown = true;
    notifyAll();
  }

  /**
   * Refuses later tasks, and cancels all that have not ended.
   *
   * @return those that had not begun, as far as is known; running one of them runs it in this JVM
   */
  @Override
  public List<Runnable> shutdownNow() {
    shutdown();
    List<Runnable> waiting = new ArrayList<>();
    open.forEach(
        (future, work) -> {
          if (future.task().state() != TaskState.RUNNING && future.cancel(true)) {
            waiting.add(asRunnable(work));
          }
        });
    open.keySet().forEach(future -> future.cancel(true));
    return waiting;
  }

  private static Runnable asRunnable(Object work) {
    if (work instanceof Runnable runnable) {
      return runnable;
    }
    Callable<?> callable = work instanceof Callable<?> of ? of : () -> work;
    return new FutureTask<>(callable);
  }

  @Override
  public synchronized boolean isShutdown() {
    return isShutdown;
  }

  @Override
  public synchronized boolean isTerminated() {
    return isShutdown && open.isEmpty();
  }

  @Override
  public synchronized boolean awaitTermination(long timeout, TimeUnit unit)
      throws InterruptedException {
    long deadline = System.nanoTime() + unit.toNanos(timeout);
    while (!isTerminated()) {
      long millis = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (millis <= 0) {
        return false;
      }
      wait(millis);
    }
    return true;
  }

  /**
   * Refuses later tasks, and waits until those that were submitted have ended. An interrupt cancels
   * them, and stays set.
   */
  public void close() {
    shutdown();
    boolean isInterrupted = false;
    while (!isTerminated()) {
      try {
        boolean unused = awaitTermination(1, TimeUnit.DAYS);
      } catch (InterruptedException e) {
        isInterrupted = true;
        shutdownNow();
      }
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the view and the number of open tasks. */
  @Override
  public String toString() {
    return "TaskExecutor["
        + view
        + ", "
        + open.size()
        + " open"
        + (isShutdown() ? ", shut down" : "")
        + "]";
  }
}
