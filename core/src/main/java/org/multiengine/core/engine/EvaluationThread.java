package org.multiengine.core.engine;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread on which an engine evaluates. Tasks run one after the other; the running one can
 * be interrupted without harm to the next.
 *
 * <p>Safe for use by several threads.
 */
public final class EvaluationThread implements AutoCloseable {

  private static final long NONE = -1;

  private final ThreadPoolExecutor executor;
  private final Object lock = new Object();
  private long runningCall = NONE;
  private long lastStarted = NONE;
  private long interruptAtStart = NONE;
  private volatile @Nullable Thread thread;

  /** Makes the thread, a daemon of that name; it starts with the first task. */
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
   * Runs a task after the earlier ones, as that run; each run has a higher number.
   *
   * @throws java.util.concurrent.RejectedExecutionException if the thread is closed
   */
  public void run(long run, Runnable task) {
    executor.execute(() -> attended(run, task));
  }

  private void attended(long run, Runnable task) {
    synchronized (lock) {
      thread = Thread.currentThread();
      runningCall = run;
      lastStarted = run;
      if (interruptAtStart == run) {
        Thread.currentThread().interrupt();
      }
    }
    try {
      task.run();
    } finally {
      synchronized (lock) {
        runningCall = NONE;
        Thread.interrupted(); // an interrupt that came late must not hit the next task
      }
    }
  }

  /** Interrupts that run, at its start if it has not begun; returns whether it had not ended. */
  public boolean interrupt(long run) {
    synchronized (lock) {
      Thread current = thread;
      if (runningCall == run && current != null) {
        current.interrupt();
        return true;
      }
      if (run > lastStarted) {
        interruptAtStart = run;
        return true;
      }
      return false;
    }
  }

  /** Interrupts what runs, lets a last task run after it, and ends the thread; does not wait. */
  public void closeAfter(Runnable last) {
    synchronized (lock) {
      Thread current = thread;
      if (runningCall != NONE && current != null) {
        current.interrupt();
      }
    }
    executor.execute(last);
    executor.shutdown();
  }

  /**
   * Interrupts what runs and ends the thread as soon as that lets it; does not wait. Tasks that
   * have not begun are dropped.
   */
  @Override
  public void close() {
    executor.shutdownNow();
  }

  /** Waits until the thread has ended after {@link #close()}; returns whether it has. */
  public boolean awaitEnd(Duration limit) throws InterruptedException {
    return executor.awaitTermination(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
