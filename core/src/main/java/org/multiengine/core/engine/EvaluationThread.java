package org.multiengine.core.engine;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The single thread on which an engine evaluates. Tasks run one after the other. The running task
 * can be interrupted without effect on the next.
 *
 * <p>Safe for use by several threads.
 */
public final class EvaluationThread implements AutoCloseable {

  private static final long NO_RUN = -1;

  private final ThreadPoolExecutor executor;
  private final Object lock = new Object();
  private long currentRun = NO_RUN;
  private long lastStartedRun = NO_RUN;
  private long runToInterrupt = NO_RUN;
  private volatile @Nullable Thread thread;

  /** Creates a daemon thread of that name, which starts with the first task. */
  public EvaluationThread(String name) {
    this.executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.MILLISECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread created = new Thread(task, name);
              created.setDaemon(true);
              return created;
            });
  }

  /**
   * Runs a task after the earlier ones.
   *
   * @param run the number of the run, higher than that of all earlier runs
   * @param task the task
   * @throws java.util.concurrent.RejectedExecutionException if the thread is closed
   */
  public void run(long run, Runnable task) {
    executor.execute(() -> runInterruptibly(run, task));
  }

  private void runInterruptibly(long run, Runnable task) {
    synchronized (lock) {
      thread = Thread.currentThread();
      currentRun = run;
      lastStartedRun = run;
      if (runToInterrupt == run) {
        Thread.currentThread().interrupt();
      }
    }
    try {
      task.run();
    } finally {
      synchronized (lock) {
        currentRun = NO_RUN;
        Thread.interrupted(); // a late interrupt must not reach the next task
      }
    }
  }

  /**
   * Interrupts a run, or marks it to be interrupted at its start. Returns false if the run has
   * ended.
   */
  public boolean interrupt(long run) {
    synchronized (lock) {
      Thread current = thread;
      if (currentRun == run && current != null) {
        current.interrupt();
        return true;
      }
      if (run > lastStartedRun) {
        runToInterrupt = run;
        return true;
      }
      return false;
    }
  }

  /** Interrupts the running task, runs a last task after it, and ends the thread. Does not wait. */
  public void closeAfter(Runnable last) {
    synchronized (lock) {
      Thread current = thread;
      if (currentRun != NO_RUN && current != null) {
        current.interrupt();
      }
    }
    executor.execute(last);
    executor.shutdown();
  }

  /**
   * Interrupts the running task and ends the thread as soon as the task returns. Does not wait.
   * Tasks that have not begun are dropped.
   */
  @Override
  public void close() {
    executor.shutdownNow();
  }

  /**
   * Waits until the thread has ended after {@link #close()}. Returns false if the limit passes
   * first.
   */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
