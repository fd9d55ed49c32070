package org.multiengine.core;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;

/**
 * Work whose result may still have to come: a call on engines, or a task.
 *
 * <p>Implementations are safe for use by several threads. Each request for the result returns the
 * same answer or throws the same error. Dropping the object does not cancel the work.
 *
 * @param <T> the result
 */
public interface Pending<T extends @Nullable Object> extends CompletionStage<T> {

  /**
   * Returns the result, waiting until it is ready.
   *
   * @throws KernelError if the work failed or was refused
   * @throws InterruptedException if this thread is interrupted while it waits; the work goes on
   */
  T get() throws InterruptedException;

  /**
   * Returns the result, waiting for a limited time.
   *
   * @throws KernelError if the work failed or was refused
   * @throws TimeoutException if it is not ready in time; the work goes on
   * @throws InterruptedException if this thread is interrupted while it waits; the work goes on
   */
  T get(Duration limit) throws InterruptedException, TimeoutException;

  /**
   * Returns the result if it is ready, otherwise {@code whenNotReady}.
   *
   * @throws KernelError if the work failed or was refused
   */
  @Nullable T getNow(@Nullable T whenNotReady);

  /** Returns whether the work has ended, well or not. */
  boolean isDone();

  /**
   * Waits for a limited time until the work has ended, well or not.
   *
   * @return whether it has ended
   * @throws InterruptedException if this thread is interrupted while it waits; the work goes on
   */
  boolean awaitDone(Duration limit) throws InterruptedException;

  /** Cancels the work unless it has ended. Returns at once. */
  void cancel();

  /** Returns when the work was submitted, by this machine's clock. */
  Instant submitted();

  /** Returns when the work ended, by this machine's clock; null if it has not. */
  @Nullable Instant completed();
}
