package org.multiengine.client.taskclient;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Interrupts;
import org.multiengine.client.internal.task.TaskSession;
import org.multiengine.client.internal.task.ViewState;
import org.multiengine.core.error.IndexError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.KeyError;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.function.RemoteFunction;

/**
 * The task client of IPython 0.10 (reference of the task interface, 5), on the scheduler of {@link
 * org.multiengine.client.task.LoadBalancedView}: a task is known by a number.
 *
 * <pre>{@code
 * TaskClient tc = mec.tasks();
 * long id = tc.run(new StringTask("b = a * 2", Map.of("a", 21), "b"));
 * TaskResult result = (TaskResult) tc.getTaskResult(id, true);
 * }</pre>
 *
 * <p>Numbers begin at 0 for each client. The last {@code multiengine.client.max-task-results} ended
 * tasks are remembered. Where this class differs from IPython's, the reference says why: a task is
 * one request to its engine, an abort interrupts, a rejection uses up no retry, what is printed is
 * kept, and each task is counted.
 *
 * <p>Safe for use by several threads.
 */
public final class TaskClient {

  private final ViewState all;
  private final int maxResults;
  private final AtomicLong lastBegun = new AtomicLong();

  // Both are guarded by this object.
  private final Map<Long, TaskEntry> entries = new LinkedHashMap<>();
  private long next;
  private int ended;

  private TaskClient(TaskSession tasks, int maxResults) {
    this.all = ViewState.of(tasks);
    this.maxResults = maxResults;
  }

  /** Returns a task client of a client's tasks. Clients have a method for it. */
  public static TaskClient of(TaskSession tasks) {
    return new TaskClient(tasks, tasks.session().maxTaskResults());
  }

  /**
   * Submits a task, and returns its id.
   *
   * @throws SerializationError if something in it cannot be sent; nothing is submitted then
   */
  public long run(Task task) {
    TaskEntry entry;
    long id;
    synchronized (this) {
      id = next++;
    }
    try {
      entry = TaskEntry.submit(all, id, task, this::taskEnded);
    } catch (KernelError refused) {
      giveBack(id);
      throw refused;
    }
    synchronized (this) {
      entries.put(id, entry);
    }
    return id;
  }

  private synchronized void giveBack(long id) {
    if (next == id + 1) {
      next = id;
    }
  }

  /**
   * Submits a task; returns its id, or its result if the call waits.
   *
   * @param block whether to wait for the result
   */
  public @Nullable Object run(Task task, boolean block) {
    long id = run(task);
    return block ? getTaskResult(id, true) : (Object) id;
  }

  private synchronized void taskEnded() {
    ended++;
    Iterator<TaskEntry> oldest = entries.values().iterator();
    while (ended > maxResults && oldest.hasNext()) {
      if (oldest.next().isDone()) {
        oldest.remove();
        ended--;
      }
    }
  }

  private synchronized @Nullable TaskEntry find(long id) {
    return entries.get(id);
  }

  private TaskEntry entry(long id) {
    TaskEntry entry = find(id);
    if (entry == null) {
      throw new IndexError("task ID not registered: " + id);
    }
    return entry;
  }

  /**
   * Returns the result of a task that has ended, or null; see {@link #getTaskResult(long,
   * boolean)}.
   */
  public @Nullable Object getTaskResult(long id) {
    return getTaskResult(id, false);
  }

  /**
   * Returns the result of a task: a {@link TaskResult} of a text, the value of a function.
   *
   * @param block whether to wait for it; otherwise the result of a task that has not ended is null
   * @throws IndexError if no task of that number is known, or no longer
   * @throws TaskAborted if the task was cancelled
   * @throws TaskTimeout if no engine could run it for too long
   * @throws KernelError if the function failed, or was lost
   */
  public @Nullable Object getTaskResult(long id, boolean block) {
    TaskEntry entry = entry(id);
    if (block) {
      await(entry);
    }
    return entry.isDone() ? entry.result() : null;
  }

  private static void await(TaskEntry entry) {
    Interrupts.orFail(
        () -> {
          entry.await();
          return entry;
        },
        () -> "interrupted while waiting for a task; the task goes on");
  }

  /** Waits until tasks have ended, well or not. Unknown numbers are ignored. */
  public void barrier(long... ids) {
    for (long id : ids) {
      TaskEntry entry = find(id);
      if (entry != null) {
        await(entry);
      }
    }
  }

  /** Waits until tasks have ended, well or not. */
  public void barrier(Iterable<? extends Number> ids) {
    for (Number id : ids) {
      barrier(id.longValue());
    }
  }

  /**
   * Cancels a task: removes it, or interrupts it if it runs. It then ends with {@link TaskAborted},
   * and runs neither again nor is recovered. Returns at once.
   *
   * @throws IndexError if it has ended, was cancelled before, or is not known
   */
  public void abort(long id) {
    TaskEntry entry = find(id);
    if (entry == null) {
      throw new IndexError("No task #" + id);
    }
    entry.abort();
  }

  /**
   * Returns whether a task has begun since the last call. Scheduling needs no help: tasks begin as
   * soon as they can.
   */
  public boolean spin() {
    long begun = snapshot().values().stream().filter(TaskEntry::hasBegun).count();
    return lastBegun.getAndSet(begun) < begun;
  }

  private synchronized Map<Long, TaskEntry> snapshot() {
    return new LinkedHashMap<>(entries);
  }

  /** Returns the numbers of tasks by state. */
  public QueueCounts queueStatus() {
    return queueLists().counts();
  }

  /**
   * Returns the numbers of tasks by state, or their ids.
   *
   * @param verbose whether to return {@link QueueLists}; otherwise {@link QueueCounts}
   */
  public Object queueStatus(boolean verbose) {
    return verbose ? queueLists() : queueStatus();
  }

  /** Returns the ids of tasks by state. */
  public QueueLists queueLists() {
    List<Long> scheduled = new ArrayList<>();
    List<Long> pending = new ArrayList<>();
    List<Long> succeeded = new ArrayList<>();
    List<Long> failed = new ArrayList<>();
    snapshot()
        .forEach(
            (id, entry) -> {
              if (entry.isDone()) {
                (entry.hasSucceeded() ? succeeded : failed).add(id);
              } else {
                (entry.isRunning() ? pending : scheduled).add(id);
              }
            });
    return new QueueLists(scheduled, pending, succeeded, failed);
  }

  /** Returns why a task has not ended, in one line. */
  public String why(long id) {
    return all.tasks().why(entry(id).task());
  }

  /** Forgets all tasks that have ended; returns their number. */
  public int clear() {
    return remove(id -> true);
  }

  /**
   * Forgets tasks that have ended; returns their number.
   *
   * @throws KeyError if one has not ended or is not known; the others are forgotten all the same
   */
  public int clear(long... ids) {
    int cleared = 0;
    List<String> missing = new ArrayList<>();
    for (long id : ids) {
      int one = remove(candidate -> candidate == id);
      cleared += one;
      if (one == 0) {
        missing.add(String.valueOf(id));
      }
    }
    if (!missing.isEmpty()) {
      throw new KeyError(
          "Cleared "
              + cleared
              + " results, but no tasks found for ids: "
              + String.join(", ", missing));
    }
    return cleared;
  }

  private synchronized int remove(Predicate<Long> which) {
    int before = entries.size();
    entries.entrySet().removeIf(next -> which.test(next.getKey()) && next.getValue().isDone());
    int removed = before - entries.size();
    ended -= removed;
    return removed;
  }

  // Maps

  /**
   * Applies a function to the elements of a list.
   *
   * @return the results in the order of the elements
   * @throws org.multiengine.core.CompositeError if elements failed; it has the other results
   */
  public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
      RemoteFunction<? super T, ? extends R> function, List<T> sequence) {
    return mapper().mapAll(function, List.of(sequence));
  }

  /** Returns a mapper without options, which waits. */
  public TaskMapper mapper() {
    return new TaskMapper(this, MapperOptions.DEFAULT);
  }

  /** Returns a mapper with options. */
  public TaskMapper mapper(MapperOptions options) {
    return new TaskMapper(this, options);
  }

  /** Returns a function on lists that applies this one to their elements as tasks. */
  public TaskFunction parallel(RemoteFunction<?, ?> function) {
    return parallel(function, MapperOptions.DEFAULT);
  }

  /**
   * Returns a function on lists that applies this one to their elements as tasks.
   *
   * @param function a function of any kind
   * @throws IllegalArgumentException if it is none
   */
  public TaskFunction parallel(Object function, MapperOptions options) {
    return new TaskFunction(mapper(options), function);
  }

  ViewState view() {
    return all;
  }

  /** Returns the numbers of tasks by state. */
  @Override
  public String toString() {
    return "TaskClient[" + queueStatus() + "]";
  }
}
