package org.multiengine.test.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.error.KernelError;

/**
 * A thread that calls one engine after the other. None of its calls may fail, because its user
 * takes an engine from it before something happens to that engine. Safe for use by several threads.
 */
final class SteadyCalls {

  private static final Duration END_LIMIT = Duration.ofSeconds(60);

  private final MultiEngineClient mec;
  private final Duration limit;
  private final Thread thread = new Thread(this::run, "steady calls");

  /** Fair, so that its user does not wait for more than one call. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final List<String> failures = new ArrayList<>();
  private final AtomicLong count = new AtomicLong();
  private List<Integer> engines = List.of();
  private volatile boolean over;

  /**
   * Begins without engines.
   *
   * @param limit how long a call may take
   */
  SteadyCalls(MultiEngineClient mec, Duration limit) {
    this.mec = mec;
    this.limit = limit;
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (!over) {
      lock.lock();
      try {
        for (int engine : engines) {
          call(engine);
        }
      } finally {
        lock.unlock();
      }
      Thread.onSpinWait();
    }
  }

  private void call(int engine) {
    try {
      mec.engines(engine).executeAsync("calls = " + count.incrementAndGet()).get(limit);
    } catch (KernelError | TimeoutException failed) {
      failures.add("engine " + engine + ": " + failed);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      over = true;
    }
  }

  /** Has only these engines called from now on; returns when no call on others runs. */
  void useOnly(List<Integer> only) {
    lock.lock();
    try {
      engines = List.copyOf(only);
    } finally {
      lock.unlock();
    }
  }

  /** Returns what has failed. */
  List<String> failures() {
    lock.lock();
    try {
      return List.copyOf(failures);
    } finally {
      lock.unlock();
    }
  }

  long count() {
    return count.get();
  }

  /** Ends after the current calls. */
  void end() throws InterruptedException {
    over = true;
    thread.join(END_LIMIT.toMillis());
  }
}
