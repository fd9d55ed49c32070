package org.multiengine.client.task;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The futures of an executor in the order in which they end. Safe for use by several threads. */
final class TaskCompletion<R> implements CompletionService<R> {

  private final TaskExecutor executor;
  private final BlockingQueue<Future<R>> ended = new LinkedBlockingQueue<>();

  TaskCompletion(TaskExecutor executor) {
    this.executor = executor;
  }

  private Future<R> add(TaskFuture<R> future) {
    future.task().task().pending().whenDone(() -> ended.add(future));
    return future;
  }

  @Override
  public Future<R> submit(Callable<R> task) {
    return add(executor.submit(task));
  }

  @Override
  public Future<R> submit(Runnable task, R result) {
    return add(executor.submit(task, result));
  }

  @Override
  public Future<R> take() throws InterruptedException {
    return ended.take();
  }

  @Override
  public @Nullable Future<R> poll() {
    return ended.poll();
  }

  @Override
  public @Nullable Future<R> poll(long timeout, TimeUnit unit) throws InterruptedException {
    return ended.poll(timeout, unit);
  }
}
