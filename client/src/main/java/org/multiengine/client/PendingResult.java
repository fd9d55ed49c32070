package org.multiengine.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CompositeError;
import org.multiengine.core.KernelError;

/**
 * The result of a call that may still be running on the engines (reference, 5).
 *
 * <p>A call made without waiting returns one at once; {@link #get()} waits for the answer:
 *
 * <pre>{@code
 * PendingResult<ResultList> pending = client.executeAsync("a = 5");
 * System.out.println(pending.get());
 * }</pre>
 *
 * <p>It is also a {@link java.util.concurrent.CompletionStage}; what is attached to it runs on a
 * thread of the client, never on one that serves engines. Dropping a pending result does not cancel
 * the call.
 *
 * <p>Safe for use by several threads. Asking again gives the same answer, or throws the same error.
 *
 * @param <T> what the call answers
 */
public final class PendingResult<T> extends ForwardingStage<T> {

  private final String call;
  private final Executor executor;
  private final Runnable canceller;

  /** Completed with the answer still to be read; reading throws what went wrong. */
  private final CompletableFuture<Supplier<T>> answer = new CompletableFuture<>();

  private final CountDownLatch done = new CountDownLatch(1);
  private @Nullable Supplier<T> known;
  private @Nullable CompletableFuture<T> stage;

  PendingResult(String call, Executor executor, Runnable canceller) {
    this.call = call;
    this.executor = executor;
    this.canceller = canceller;
  }

  /** Ends the call; the answer is read by the first thread that wants it. */
  void complete(Supplier<T> unread) {
    if (answer.complete(unread)) {
      done.countDown();
    }
  }

  void fail(KernelError error) {
    complete(
        () -> {
          throw error;
        });
  }

  void whenDone(Runnable action) {
    var unused = answer.thenRun(action);
  }

  /**
   * Returns the result, waiting until it is ready.
   *
   * @throws CompositeError if the call failed on one or more engines
   * @throws KernelError if the call was refused, for example for targets that are not registered
   * @throws InterruptedException if this thread is interrupted while it waits; the call goes on
   */
  public T get() throws InterruptedException {
    awaitDone();
    return read();
  }

  /**
   * Returns the result, waiting for a limited time.
   *
   * @throws CompositeError if the call failed on one or more engines
   * @throws KernelError if the call was refused
   * @throws TimeoutException if it is not ready in time; the call goes on
   * @throws InterruptedException if this thread is interrupted while it waits; the call goes on
   */
  public T get(Duration limit) throws InterruptedException, TimeoutException {
    if (!done.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new TimeoutException(this + ": no result within " + limit.toMillis() + " ms");
    }
    return read();
  }

  /**
   * Returns the result if it is ready, else {@code whenNotReady}.
   *
   * @throws CompositeError if the call failed on one or more engines
   * @throws KernelError if the call was refused
   */
  public @Nullable T getNow(@Nullable T whenNotReady) {
    return isDone() ? read() : whenNotReady;
  }

  /** Returns whether all engines have ended, well or not. */
  public boolean isDone() {
    return done.getCount() == 0;
  }

  /**
   * Cancels the call: takes it from the queues where it waits, and interrupts it where it runs.
   * Returns at once. The result then fails with a {@link CompositeError} of {@link
   * org.multiengine.core.TaskAborted}, with the results of the engines that had ended before. What
   * the engines hold stays.
   */
  public void cancel() {
    if (!isDone()) {
      canceller.run();
    }
  }

  /** Waits until the call has ended, well or not. */
  void awaitDone() throws InterruptedException {
    done.await();
  }

  private T read() {
    return read(answer.join());
  }

  private synchronized T read(Supplier<T> unread) {
    if (known == null) {
      known = readOnce(unread);
    }
    return known.get();
  }

  private static <T> Supplier<T> readOnce(Supplier<T> unread) {
    try {
      T value = unread.get();
      return () -> value;
    } catch (KernelError error) {
      CallerTrace.set(error);
      return () -> {
        throw error;
      };
    }
  }

  @Override
  synchronized CompletableFuture<T> stage() {
    if (stage == null) {
      stage = answer.thenApplyAsync(this::read, executor);
    }
    return stage;
  }

  /** Returns the call and whether it has ended. */
  @Override
  public String toString() {
    return "PendingResult[" + call + (isDone() ? ", done]" : ", pending]");
  }
}
