package org.multiengine.client.taskclient;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.task.ClientTask;
import org.multiengine.client.internal.task.ViewState;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskState;

/**
 * A task of a {@link TaskClient} under its id, with the recovery tasks that follow it. Safe for use
 * by several threads.
 */
final class TaskEntry {

  private final ViewState all;
  private final long id;
  private final Runnable onEnd;
  private final CountDownLatch done = new CountDownLatch(1);

  // All that follows is guarded by this object.
  private final Set<Task> recoveries = Collections.newSetFromMap(new IdentityHashMap<>());
  private Task task;
  private ClientTask<@Nullable Object> current;
  private boolean isAborted;
  private boolean hasRecovered;
  private @Nullable KernelError refused;

  private TaskEntry(
      ViewState all, long id, Task task, ClientTask<@Nullable Object> first, Runnable onEnd) {
    this.all = all;
    this.id = id;
    this.task = task;
    this.current = first;
    this.onEnd = onEnd;
  }

  /**
   * Submits a task.
   *
   * @param onEnd runs when the task has ended for good, on a thread of the client
   */
  static TaskEntry submit(ViewState all, long id, Task task, Runnable onEnd) {
    ClientTask<@Nullable Object> first = submit(all, id, task);
    var entry = new TaskEntry(all, id, task, first, onEnd);
    entry.watch(first);
    return entry;
  }

  private static ClientTask<@Nullable Object> submit(ViewState all, long id, Task task) {
    ViewState view = task.view(all);
    return view.tasks().submit(task.call(view, id));
  }

  private void watch(ClientTask<@Nullable Object> watched) {
    watched.pending().whenDone(() -> all.tasks().session().execute(() -> ended(watched)));
  }

  private void ended(ClientTask<@Nullable Object> of) {
    Task recovery = recovery(of);
    if (recovery == null) {
      end();
      return;
    }
    try {
      ClientTask<@Nullable Object> next = submit(all, id, recovery);
      boolean isCancelled;
      synchronized (this) {
        task = recovery;
        current = next;
        hasRecovered = true;
        isCancelled = isAborted;
      }
      if (isCancelled) {
        next.pending().cancel();
      }
      watch(next);
    } catch (KernelError | IllegalArgumentException e) {
      synchronized (this) {
        refused = e instanceof KernelError own ? own : new KernelError(String.valueOf(e), e);
      }
      end();
    }
  }

  private void end() {
    done.countDown();
    onEnd.run();
  }

  private synchronized @Nullable Task recovery(ClientTask<?> of) {
    TaskReport report = of.report();
    boolean hasFailed =
        report != null && (report.state() == TaskState.FAILED || report.state() == TaskState.LOST);
    Task recovery = hasFailed && !isAborted ? task.getRecoveryTask() : null;
    return recovery != null && recoveries.add(recovery) ? recovery : null;
  }

  private synchronized ClientTask<@Nullable Object> current() {
    return current;
  }

  /** Returns the task of the scheduler that runs, or ran last. */
  ClientTask<?> task() {
    return current();
  }

  /** Returns whether the task has ended for good. */
  boolean isDone() {
    return done.getCount() == 0;
  }

  /** Waits until the task has ended for good. */
  void await() throws InterruptedException {
    done.await();
  }

  /**
   * Returns the result of a task that has ended for good.
   *
   * @throws KernelError if it has none
   */
  @Nullable Object result() {
    ClientTask<@Nullable Object> last;
    synchronized (this) {
      if (refused != null) {
        throw refused;
      }
      last = current;
    }
    return last.pending().read();
  }

  /** Returns whether the task ended well. */
  boolean hasSucceeded() {
    return isDone() && current().state() == TaskState.DONE;
  }

  /** Returns whether an attempt runs. */
  boolean isRunning() {
    return !isDone() && current().state() == TaskState.RUNNING;
  }

  /** Returns whether an attempt has begun. */
  synchronized boolean hasBegun() {
    TaskReport report = current.report();
    return hasRecovered
        || current.state() == TaskState.RUNNING
        || (report != null && !report.attempts().isEmpty());
  }

  /**
   * Cancels the task.
   *
   * @throws IndexError if it has ended, or was cancelled before (T81)
   */
  void abort() {
    ClientTask<?> cancelled;
    synchronized (this) {
      if (isDone()) {
        throw new IndexError("Task Already Completed");
      }
      if (isAborted) {
        throw new IndexError("Task Already Aborted");
      }
      isAborted = true;
      cancelled = current;
    }
    cancelled.pending().cancel();
  }
}
