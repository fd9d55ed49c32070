package org.multiengine.test.fault;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Disturbs processes on its own thread, with one disturbance after the other. */
final class Disturber implements AutoCloseable {

  /** A disturbance of processes. It returns when it is over or has begun. */
  @FunctionalInterface
  interface Disturbance {

    /** Makes it happen once. */
    void strike() throws Exception;
  }

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "disturber"));
  private final Future<?> end;

  /** Begins to disturb. */
  Disturber(List<Disturbance> disturbances) {
    this.end = thread.submit(() -> strike(disturbances));
  }

  private static @Nullable Void strike(List<Disturbance> disturbances) throws Exception {
    for (Disturbance each : disturbances) {
      each.strike();
    }
    return null;
  }

  /**
   * Waits until the last one is over.
   *
   * @throws ExecutionException if one of them could not be made to happen
   */
  void await(Duration limit) throws InterruptedException, ExecutionException, TimeoutException {
    end.get(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ends the one that is happening, if it is. */
  @Override
  public void close() {
    thread.shutdownNow();
  }
}
