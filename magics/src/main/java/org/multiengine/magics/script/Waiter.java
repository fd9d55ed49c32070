package org.multiengine.magics.script;

import org.jspecify.annotations.Nullable;
import org.multiengine.client.PendingResult;

/** How a script waits for a call: the console shows what is waited for, and takes Ctrl-C. */
@FunctionalInterface
public interface Waiter {

  /**
   * Waits for a call and returns its result.
   *
   * @throws org.multiengine.core.CompositeError if it failed on engines
   * @throws InterruptedException if the wait was given up; the call may go on
   */
  <T extends @Nullable Object> T await(PendingResult<T> pending) throws InterruptedException;
}
