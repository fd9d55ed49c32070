package org.multiengine.core.engine;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/**
 * The thread on which an engine answers questions that may run code of users, while its evaluation
 * thread runs a request. Tasks run one after the other, and each has a limit of time, which begins
 * when the task is handed over. At the limit the caller has an error, and the task is interrupted.
 *
 * <p>A thread whose task does not end is left behind, and the next task runs on another thread. No
 * more than a given number of threads are left behind at a time: further tasks fail at once until
 * one of these threads ends. The thread exists only while there are tasks.
 *
 * <p>Safe for use by several threads. No method waits.
 */
public final class HelperThread implements AutoCloseable {

  /** The setting that limits how long a task may take. */
  public static final String LIMIT = "multiengine.engine.questions.limit";

  /** The setting that limits how many threads are left behind. */
  public static final String MAX_STUCK_THREADS = "multiengine.engine.questions.max-stuck-threads";

  /** The setting that limits how many tasks wait. */
  public static final String MAX_WAITING = "multiengine.engine.questions.max-waiting";

  /**
   * The limits of a helper thread.
   *
   * @param time how long a task may take, including the wait for earlier tasks
   * @param stuckThreads how many threads may be left behind at a time
   * @param waiting how many tasks may wait
   */
  public record Limits(Duration time, int stuckThreads, int waiting) {}

  /** Calls an action after a time. */
  @FunctionalInterface
  interface Timer {

    /** Starts to wait; returns what ends the wait before its time. */
    Runnable start(Duration time, Runnable action);
  }

  /** A task and its result. */
  private static final class Job<T> {

    final Supplier<T> task;
    final CompletableFuture<T> result = new CompletableFuture<>();

    Job(Supplier<T> task) {
      this.task = task;
    }

    @SuppressWarnings("CatchThrowable") // a task runs code of users, which throws anything
    void run() {
      try {
        result.complete(task.get());
      } catch (Throwable thrown) {
        result.completeExceptionally(thrown);
        if (thrown instanceof OutOfMemoryError memory) {
          throw memory;
        }
      }
    }
  }

  /** A thread and the task that it runs. */
  private static final class Worker {
    @Nullable Thread thread;
    @Nullable Job<?> job;
    boolean leftBehind;
  }

  private final String name;
  private final Limits limits;
  private final Timer timer;
  private final Deque<Job<?>> waiting = new ArrayDeque<>();
  private @Nullable Worker current;
  private int stuck;
  private boolean closed;

  /**
   * Creates a helper without a thread.
   *
   * @param name the name of its threads
   */
  public HelperThread(String name, Limits limits) {
    this(name, limits, HelperThread::startTimer);
  }

  HelperThread(String name, Limits limits, Timer timer) {
    this.name = name;
    this.limits = limits;
    this.timer = timer;
  }

  private static Runnable startTimer(Duration time, Runnable action) {
    var wait = new CompletableFuture<Boolean>();
    var unused = wait.completeOnTimeout(true, time.toNanos(), TimeUnit.NANOSECONDS).thenRun(action);
    return () -> wait.cancel(false);
  }

  /**
   * Runs a task.
   *
   * @return the result of the task, which comes within the limit of time. It fails with what the
   *     task has thrown, or with a {@link KernelError} that says that the engine is busy.
   */
  public <T> CompletableFuture<T> run(Supplier<T> task) {
    Job<T> job = new Job<>(task);
    KernelError refusal = add(job);
    if (refusal != null) {
      return CompletableFuture.failedFuture(refusal);
    }
    Runnable endWait = timer.start(limits.time(), () -> overrun(job));
    var unused = job.result.whenComplete((value, thrown) -> endWait.run());
    return job.result;
  }

  private synchronized @Nullable KernelError add(Job<?> job) {
    if (closed) {
      return new KernelError("the engine has ended");
    }
    if (stuck >= limits.stuckThreads()) {
      return allStuck();
    }
    if (waiting.size() >= limits.waiting()) {
      return new KernelError(
          "the engine is busy: " + waiting.size() + " questions wait (" + MAX_WAITING + ")");
    }
    waiting.add(job);
    startIfNeeded();
    return null;
  }

  private void startIfNeeded() {
    if (current == null && !waiting.isEmpty()) {
      var worker = new Worker();
      Thread thread = new Thread(() -> work(worker), name);
      thread.setDaemon(true);
      worker.thread = thread;
      current = worker;
      try {
        thread.start();
      } catch (Error | RuntimeException noThread) {
        current = null;
        throw noThread;
      }
    }
  }

  private void work(Worker worker) {
    try {
      for (Job<?> job = next(worker); job != null; job = next(worker)) {
        job.run();
      }
    } catch (OutOfMemoryError memory) {
      ended(worker);
      throw memory;
    }
  }

  /** Returns the next task of a thread; null if the thread is to end. */
  private synchronized @Nullable Job<?> next(Worker worker) {
    Job<?> job = worker.leftBehind ? null : waiting.poll();
    worker.job = job;
    if (job == null) {
      ended(worker);
    }
    return job;
  }

  private synchronized void ended(Worker worker) {
    if (worker.leftBehind) {
      worker.leftBehind = false;
      stuck--;
    } else if (current == worker) {
      current = null;
    }
    startIfNeeded();
  }

  /** Ends a task that has taken too long. Its result is the error, even if it returns now. */
  private void overrun(Job<?> job) {
    if (!job.result.completeExceptionally(tooSlow())) {
      return;
    }
    List<Job<?>> refused;
    synchronized (this) {
      waiting.remove(job);
      Worker worker = current;
      if (worker != null && worker.job == job) {
        leaveBehind(worker);
      }
      refused = stuck >= limits.stuckThreads() ? new ArrayList<>(waiting) : List.of();
      waiting.removeAll(refused);
    }
    refused.forEach(each -> each.result.completeExceptionally(allStuck()));
  }

  private void leaveBehind(Worker worker) {
    worker.leftBehind = true;
    stuck++;
    current = null;
    if (worker.thread != null) {
      worker.thread.interrupt();
    }
    if (stuck < limits.stuckThreads()) {
      startIfNeeded();
    }
  }

  private KernelError tooSlow() {
    return new KernelError(
        "the engine is busy: it did not answer within "
            + limits.time().toMillis()
            + " ms ("
            + LIMIT
            + "); code of an object in its namespace takes too long");
  }

  private KernelError allStuck() {
    return new KernelError(
        "the engine is busy: "
            + limits.stuckThreads()
            + " earlier questions do not end ("
            + MAX_STUCK_THREADS
            + "); code of objects in its namespace takes too long");
  }

  /** Returns the number of threads that are left behind. */
  public synchronized int stuckThreads() {
    return stuck;
  }

  /** Fails the tasks that wait, and interrupts the one that runs. */
  @Override
  public void close() {
    List<Job<?>> refused;
    synchronized (this) {
      closed = true;
      refused = new ArrayList<>(waiting);
      waiting.clear();
      if (current != null && current.thread != null) {
        current.thread.interrupt();
      }
    }
    refused.forEach(
        each -> each.result.completeExceptionally(new KernelError("the engine has ended")));
  }
}
