package org.multiengine.client.internal.life;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * The life of something that is closed in steps. Closing runs each step once, in the reverse order
 * of registration, and runs all of them even if some fail. A step that has failed runs again at the
 * next close.
 *
 * <p>Safe for use by several threads: while one closes, others that close wait for it.
 */
public final class Lifecycle {

  private final Deque<Runnable> steps = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean closing;

  /** Registers a step of closing, to run before those that were registered earlier. */
  public synchronized void onClose(Runnable step) {
    steps.push(step);
  }

  /**
   * Runs an action that opens something, unless closing has begun; closing waits for its end.
   *
   * @return whether the action was run
   */
  public synchronized boolean ifOpen(Runnable action) {
    if (closing) {
      return false;
    }
    action.run();
    return true;
  }

  /** Returns whether closing has begun. */
  public boolean isClosing() {
    return closing;
  }

  /**
   * Runs the steps that have not succeeded yet.
   *
   * @throws RuntimeException the failure of the first step that has failed, or an Error; the
   *     failures of later steps are suppressed exceptions of it
   */
  public void close() {
    closing = true; // before waiting for an action, which may take long
    Throwable failure;
    try {
      failure = runSteps();
    } finally {
      ended.countDown();
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }

  @SuppressWarnings("CatchThrowable") // a step that fails must not keep the later ones from running
  private synchronized @Nullable Throwable runSteps() {
    Throwable first = null;
    List<Runnable> failed = new ArrayList<>();
    while (!steps.isEmpty()) {
      Runnable step = steps.pop();
      try {
        step.run();
      } catch (Throwable e) {
        failed.add(step);
        if (first == null) {
          first = e;
        } else {
          first.addSuppressed(e);
        }
      }
    }
    Collections.reverse(failed);
    failed.forEach(steps::push);
    return first;
  }

  /** Waits until all steps have been run, whether they succeeded or not. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Returns whether all steps have been run, whether they succeeded or not. */
  public boolean hasEnded() {
    return ended.getCount() == 0;
  }
}
