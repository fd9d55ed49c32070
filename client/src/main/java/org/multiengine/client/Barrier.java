package org.multiengine.client;

import java.time.Duration;
import java.util.Collection;
import org.multiengine.client.internal.call.Interrupts;
import org.multiengine.core.Pending;

/** Waits for calls and tasks. */
final class Barrier {

  private static final Duration FOREVER = Duration.ofNanos(Long.MAX_VALUE);

  private Barrier() {}

  /**
   * Waits until all have ended.
   *
   * @throws org.multiengine.core.error.KernelError if this thread is interrupted while it waits
   */
  static void await(Collection<? extends Pending<?>> pendings) {
    for (Pending<?> pending : pendings) {
      boolean unused = awaitDone(pending, FOREVER);
    }
  }

  /**
   * Waits for a limited time until all have ended.
   *
   * @return whether they have
   * @throws org.multiengine.core.error.KernelError if this thread is interrupted while it waits
   */
  static boolean await(Collection<? extends Pending<?>> pendings, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    for (Pending<?> pending : pendings) {
      if (!awaitDone(pending, Duration.ofNanos(deadline - System.nanoTime()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean awaitDone(Pending<?> pending, Duration limit) {
    return Interrupts.orFail(
        () -> pending.awaitDone(limit),
        () -> "interrupted while waiting for " + pending + "; the calls go on");
  }
}
