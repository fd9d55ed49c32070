package org.multiengine.magics.script;

import org.jspecify.annotations.Nullable;
import org.multiengine.client.PendingResult;

/** Waits for a call of a script. The console's waiter shows the call and handles Ctrl-C. */
@FunctionalInterface
public interface Waiter {

  /**
   * Waits for a call and returns its result.
   *
   * @throws org.multiengine.core.CompositeError if the call failed on engines
   * @throws InterruptedException if the user gave up waiting; the call may continue
   */
  <T extends @Nullable Object> T await(PendingResult<T> pending) throws InterruptedException;
}
