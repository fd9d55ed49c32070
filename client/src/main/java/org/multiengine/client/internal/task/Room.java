package org.multiengine.client.internal.task;

import java.time.Duration;
import org.multiengine.client.internal.call.Interrupts;
import org.multiengine.core.error.QueueFull;

/**
 * Waits of submissions for room at the scheduler, which appears when a task ends. Safe for use by
 * several threads.
 */
final class Room {

  private final Duration maxWait;
  private long ended;
  private int waiting;

  /**
   * Creates waits.
   *
   * @param maxWait how long a submission waits without any task that ends
   */
  Room(Duration maxWait) {
    this.maxWait = maxWait;
  }

  /** Handles the end of a task. */
  synchronized void taskEnded() {
    ended++;
    if (waiting > 0) {
      notifyAll();
    }
  }

  /**
   * Makes a submission, and again after the end of a task for as long as there is no room.
   *
   * @throws QueueFull if no task ends in time
   */
  void submit(Runnable submission) {
    while (true) {
      long before = ended();
      try {
        submission.run();
        return;
      } catch (QueueFull full) {
        if (!Interrupts.orFail(
            () -> awaitAfter(before),
            () -> "interrupted while waiting for open tasks to end; nothing was sent")) {
          throw full;
        }
      }
    }
  }

  private synchronized long ended() {
    return ended;
  }

  private synchronized boolean awaitAfter(long before) throws InterruptedException {
    long deadline = System.nanoTime() + maxWait.toNanos();
    waiting++;
    try {
      while (ended == before) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
          return false;
        }
        wait(millis);
      }
      return true;
    } finally {
      waiting--;
    }
  }
}
