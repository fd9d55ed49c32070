package org.multiengine.client.task;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.ForwardingStage;
import org.multiengine.client.internal.task.MapTasks;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Pending;

/**
 * A balanced map that may still be running. Its elements are divided into tasks while it runs.
 *
 * <p>If elements fail, the others still run, and {@link #get} throws a {@link CompositeError} with
 * an entry for each failed element; its {@link CompositeError#results()} are those of the elements
 * that succeeded, in their order. Elements that were lost with their engine, or cancelled, have one
 * entry together.
 *
 * <p>Safe for use by several threads.
 *
 * @param <R> the results
 */
public final class PendingMap<R extends @Nullable Object> extends ForwardingStage<List<R>>
    implements Pending<List<R>> {

  private final MapTasks<R> map;

  PendingMap(MapTasks<R> map) {
    this.map = map;
  }

  /**
   * Returns the results in the order of the elements, waiting until all are there.
   *
   * @throws CompositeError if elements failed
   * @throws InterruptedException if this thread is interrupted while it waits; the map goes on
   */
  @Override
  public List<R> get() throws InterruptedException {
    map.pending().awaitDone();
    return map.pending().read();
  }

  @Override
  public List<R> get(Duration limit) throws InterruptedException, TimeoutException {
    if (!map.pending().awaitDone(limit)) {
      throw new TimeoutException(this + ": no result within " + limit.toMillis() + " ms");
    }
    return map.pending().read();
  }

  @Override
  public @Nullable List<R> getNow(@Nullable List<R> whenNotReady) {
    return isDone() ? map.pending().read() : whenNotReady;
  }

  @Override
  public boolean isDone() {
    return map.pending().isDone();
  }

  @Override
  public boolean awaitDone(Duration limit) throws InterruptedException {
    return map.pending().awaitDone(limit);
  }

  /** Cancels the tasks that are open, and submits no further ones. Returns at once. */
  @Override
  public void cancel() {
    map.pending().cancel();
  }

  @Override
  public Instant submitted() {
    return map.pending().submitted();
  }

  @Override
  public @Nullable Instant completed() {
    return map.pending().completed();
  }

  /** Returns how many elements have ended, of how many, and how many tasks are open. */
  public TaskProgress progress() {
    return new TaskProgress(map.elementsDone(), map.length(), map.running());
  }

  @Override
  protected CompletableFuture<List<R>> stage() {
    return map.pending().stage();
  }

  /** Returns the progress. */
  @Override
  public String toString() {
    return "PendingMap[" + progress() + "]";
  }
}
