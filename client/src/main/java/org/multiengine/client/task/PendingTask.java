package org.multiengine.client.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.ForwardingStage;
import org.multiengine.client.internal.task.ClientTask;
import org.multiengine.client.internal.task.TaskTimes;
import org.multiengine.core.Pending;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskState;

/**
 * A task that was submitted and may still have to run.
 *
 * <pre>{@code
 * PendingTask<Integer> task = mec.balanced().submit(() -> 6 * 7);
 * System.out.println(task.get() + " by engine " + task.engine());
 * }</pre>
 *
 * <p>The result of a failed task throws the error itself, not a composite error: a {@link
 * org.multiengine.core.error.RemoteError} of the task's code, {@link
 * org.multiengine.core.error.EngineLost}, {@link org.multiengine.core.error.TaskAborted}, {@link
 * org.multiengine.core.error.TaskTimeout} or {@link
 * org.multiengine.core.error.ImpossibleDependency}.
 *
 * <p>Dependent stages run on a thread of the client. Dropping a pending task does not cancel it.
 * Safe for use by several threads.
 *
 * @param <R> the result
 */
public final class PendingTask<R extends @Nullable Object> extends ForwardingStage<R>
    implements Pending<R> {

  private final ClientTask<R> task;

  PendingTask(ClientTask<R> task) {
    this.task = task;
  }

  ClientTask<R> task() {
    return task;
  }

  /** Returns the id, which has the form {@code client#number}. */
  public TaskId id() {
    return task.id();
  }

  /** Returns the state. A task that ended keeps its last one. */
  public TaskState state() {
    return task.state();
  }

  /**
   * Returns the record of the task, with the engine and the times of each attempt; null until it
   * has ended. Times are nanoseconds without a fixed origin; {@link #time} converts them.
   */
  public @Nullable TaskReport report() {
    return task.report();
  }

  /**
   * Returns a time of the record as a point in time of this machine's clock.
   *
   * @throws KernelError if the task has not ended
   */
  public Instant time(long ofReport) {
    TaskReport report = report();
    if (report == null) {
      throw new KernelError(this + " has not ended");
    }
    return new TaskTimes(submitted(), report).at(ofReport);
  }

  /** Returns the engine of the last attempt; null until the task ends, or if none began. */
  public @Nullable EngineId engine() {
    TaskReport report = report();
    return report == null ? null : TaskTimes.engine(report);
  }

  /**
   * Returns in one line why the task has not ended: the task that it depends on, the engines that
   * are busy, the label that no engine has, or the engine that runs it. Asks the scheduler and
   * waits for its answer.
   */
  public String why() {
    return task.owner().why(task);
  }

  /**
   * Changes the priority of the task while it waits.
   *
   * @param level from -100 to 100; the higher one starts first
   * @throws IllegalArgumentException if the level is not in this range
   */
  public void priority(int level) {
    task.owner().scheduler().prioritize(task.id(), level);
  }

  /**
   * Returns what the task printed to standard output; empty until it ends. The output of texts is
   * always kept, that of functions if the view {@linkplain LoadBalancedView#capture captures} it.
   */
  public String stdout() {
    return task.stdout();
  }

  /** Returns what the task printed to standard error; see {@link #stdout}. */
  public String stderr() {
    return task.stderr();
  }

  /**
   * Returns the result, waiting until it is ready.
   *
   * @throws KernelError if the task failed
   * @throws InterruptedException if this thread is interrupted while it waits; the task goes on
   */
  @Override
  public R get() throws InterruptedException {
    task.pending().awaitDone();
    return task.pending().read();
  }

  @Override
  public R get(Duration limit) throws InterruptedException, TimeoutException {
    if (!task.pending().awaitDone(limit)) {
      throw new TimeoutException(this + ": no result within " + limit.toMillis() + " ms");
    }
    return task.pending().read();
  }

  @Override
  public @Nullable R getNow(@Nullable R whenNotReady) {
    return isDone() ? task.pending().read() : whenNotReady;
  }

  @Override
  public boolean isDone() {
    return task.pending().isDone();
  }

  @Override
  public boolean awaitDone(Duration limit) throws InterruptedException {
    return task.pending().awaitDone(limit);
  }

  /**
   * Cancels the task: removes it while it waits, and interrupts it while it runs. Returns at once.
   * The task then ends as {@link TaskState#ABORTED}, whatever its code returned meanwhile. Tasks
   * that depend on its success become impossible. A task that has ended is left alone.
   */
  @Override
  public void cancel() {
    task.pending().cancel();
  }

  @Override
  public Instant submitted() {
    return task.pending().submitted();
  }

  @Override
  public @Nullable Instant completed() {
    return task.pending().completed();
  }

  @Override
  protected CompletableFuture<R> stage() {
    return task.pending().stage();
  }

  /** Returns the ids of tasks. */
  static TaskId[] ids(PendingTask<?>... tasks) {
    return List.of(tasks).stream().map(PendingTask::id).toArray(TaskId[]::new);
  }

  /** Returns the id and the state. */
  @Override
  public String toString() {
    return "PendingTask[" + id() + ", " + state().label() + "]";
  }
}
