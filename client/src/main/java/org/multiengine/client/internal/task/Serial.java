package org.multiengine.client.internal.task;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs actions on the threads of another executor, one after the other, in their order. */
final class Serial implements Executor {

  private final Executor threads;
  private final Consumer<RuntimeException> onError;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean isRunning;

  /**
   * Creates an executor without actions.
   *
   * @param onError is given the exception of an action; later actions run all the same
   */
  Serial(Executor threads, Consumer<RuntimeException> onError) {
    this.threads = threads;
    this.onError = onError;
  }

  @Override
  public void execute(Runnable action) {
    synchronized (this) {
      waiting.add(action);
      if (isRunning) {
        return;
      }
      isRunning = true;
    }
    threads.execute(this::runAll);
  }

  private void runAll() {
    for (Runnable next = next(); next != null; next = next()) {
      try {
        next.run();
      } catch (RuntimeException e) {
        onError.accept(e);
      }
    }
  }

  private synchronized @Nullable Runnable next() {
    Runnable next = waiting.poll();
    isRunning = next != null;
    return next;
  }
}
