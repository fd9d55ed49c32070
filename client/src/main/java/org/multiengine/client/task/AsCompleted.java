package org.multiengine.client.task;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Interrupts;

/**
 * Tasks in the order in which they end.
 *
 * <pre>{@code
 * AsCompleted<Integer> ended = AsCompleted.of(tasks);
 * for (PendingTask<Integer> task : ended) {
 *   if (task.get() > 100) {
 *     ended.add(lview.submit(More::of, task.get()));
 *   }
 * }
 * }</pre>
 *
 * <p>Each task is returned once, and no longer referenced then. An iteration ends when no task is
 * left; all iterators take from the same tasks. Safe for use by several threads.
 *
 * @param <R> the results of the tasks
 */
public final class AsCompleted<R extends @Nullable Object> implements Iterable<PendingTask<R>> {

  // Both are guarded by this object.
  private final Deque<PendingTask<R>> ended = new ArrayDeque<>();
  private int left;

  private AsCompleted() {}

  /** Returns tasks in the order in which they end. */
  public static <R extends @Nullable Object> AsCompleted<R> of(
      Collection<? extends PendingTask<R>> tasks) {
    var all = new AsCompleted<R>();
    tasks.forEach(all::add);
    return all;
  }

  /** Returns tasks in the order in which they end. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public static <R extends @Nullable Object> AsCompleted<R> of(PendingTask<R>... tasks) {
    return of(Arrays.asList(tasks));
  }

  /** Adds a task. This is allowed at any time, also while a thread iterates. */
  public void add(PendingTask<R> more) {
    synchronized (this) {
      left++;
    }
    more.task().pending().whenDone(() -> hasEnded(more));
  }

  private synchronized void hasEnded(PendingTask<R> task) {
    ended.add(task);
    notifyAll();
  }

  /** Returns the number of tasks that were not returned yet. */
  public synchronized int left() {
    return left;
  }

  /** Returns all tasks that have ended and were not returned yet; none if there are none. */
  public synchronized List<PendingTask<R>> batch() {
    List<PendingTask<R>> batch = new ArrayList<>(ended);
    left -= batch.size();
    ended.clear();
    return batch;
  }

  private synchronized boolean hasLeft() {
    return left > 0;
  }

  private synchronized PendingTask<R> take() throws InterruptedException {
    while (ended.isEmpty()) {
      if (left == 0) {
        throw new NoSuchElementException("all tasks were returned");
      }
      wait();
    }
    left--;
    notifyAll();
    return ended.remove();
  }

  /** Returns an iterator whose method {@code next} waits for the end of a task. */
  @Override
  public Iterator<PendingTask<R>> iterator() {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return hasLeft();
      }

      @Override
      public PendingTask<R> next() {
        return Interrupts.orFail(
            AsCompleted.this::take, () -> "interrupted while waiting for the end of a task");
      }
    };
  }
}
