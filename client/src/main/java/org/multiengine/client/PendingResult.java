package org.multiengine.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.ForwardingStage;
import org.multiengine.client.internal.call.PendingCall;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Pending;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

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
 * <p>A pending result is also a {@link java.util.concurrent.CompletionStage}. Dependent stages run
 * on a thread of the client, never on one that serves engines. Dropping a pending result does not
 * cancel the call.
 *
 * <p>Safe for use by several threads. Each request for the result returns the same answer or throws
 * the same error.
 *
 * @param <T> what the call answers
 */
public final class PendingResult<T extends @Nullable Object> extends ForwardingStage<T>
    implements Pending<T> {

  private final PendingCall<T> call;

  PendingResult(PendingCall<T> call) {
    this.call = call;
  }

  /**
   * Returns the result, waiting until it is ready.
   *
   * @throws CompositeError if the call failed on one or more engines
   * @throws KernelError if the call was refused, for example for targets that are not registered
   * @throws InterruptedException if this thread is interrupted while it waits; the call goes on
   */
  @Override
  public T get() throws InterruptedException {
    call.awaitDone();
    return call.read();
  }

  /**
   * Returns the result, waiting for a limited time.
   *
   * @throws CompositeError if the call failed on one or more engines
   * @throws KernelError if the call was refused
   * @throws TimeoutException if it is not ready in time; the call goes on
   * @throws InterruptedException if this thread is interrupted while it waits; the call goes on
   */
  @Override
  public T get(Duration limit) throws InterruptedException, TimeoutException {
    if (!call.awaitDone(limit)) {
      throw new TimeoutException(this + ": no result within " + limit.toMillis() + " ms");
    }
    return call.read();
  }

  /**
   * Returns the result if it is ready, otherwise {@code whenNotReady}.
   *
   * @throws CompositeError if the call failed on one or more engines
   * @throws KernelError if the call was refused
   */
  @Override
  public @Nullable T getNow(@Nullable T whenNotReady) {
    return isDone() ? call.read() : whenNotReady;
  }

  /** Returns whether all engines have ended, well or not. */
  @Override
  public boolean isDone() {
    return call.isDone();
  }

  /**
   * Cancels the call: removes it from the queues where it waits, and interrupts it where it runs.
   * Returns at once. The result then fails with a {@link CompositeError} of {@link
   * org.multiengine.core.error.TaskAborted}, with the results of the engines that had ended before.
   * What the engines hold stays. An engine that does not stop in time ({@code
   * multiengine.call.cancel-grace}) is given up; it stays busy until it ends or is killed.
   */
  @Override
  public void cancel() {
    call.cancel();
  }

  /**
   * Returns the progress of the call: of a map in elements, of another call in engines. A map over
   * 1000 elements is at 0 of 1000 until engines report; another call is at 0 of 0 until the first
   * engine has ended.
   */
  public Progress progress() {
    return Progress.of(call.progress().ended(isDone()));
  }

  /** Returns whether {@link #progress()} counts elements, as of a map, rather than engines. */
  public boolean countsElements() {
    return call.progress().countsElements();
  }

  /**
   * Returns how much of the call's large values has moved between processes, as of an array that is
   * pushed, pulled, scattered or gathered.
   */
  public Transferred transferred() {
    return Transferred.of(call.progress().transferred());
  }

  /**
   * Adds a listener to what the engines print from now on. The listener is called on a thread of
   * the client, for one piece after the other, in the order in which they came. The last piece is
   * delivered before the result is ready, so a slow listener delays {@link #get()}.
   *
   * <p>Output is dropped if an engine prints faster than it can be sent, and if a listener is too
   * slow ({@code multiengine.client.max-unheard-characters}), the oldest first. A note in its place
   * says how much, on the side of standard error. The records keep all output up to their own
   * limit. A call may end before its engines know of the listener; then its records alone have the
   * output. What threads print that a script leaves behind may be delivered after the end of the
   * call, or be lost.
   *
   * <p>A listener must not wait for the result of its own call, which waits for the listener: the
   * methods of this class that wait, and {@code barrier}, then throw a {@link KernelError}. A wait
   * through a {@link java.util.concurrent.CompletableFuture} or another thread never ends.
   * Exceptions of a listener are logged.
   */
  public PendingResult<T> onOutput(OutputListener listener) {
    call.onOutput(listener::printed);
    return this;
  }

  /**
   * Returns the engines that have not ended, in the order of the targets; none if the call has
   * ended or has not been sent yet.
   */
  public List<EngineId> waitingFor() {
    return call.progress().waitingFor();
  }

  /**
   * Returns the engines on which the call has failed so far, in the order of the failures, with the
   * name and the first line of each error, for example {@code NameError: name x is not defined}.
   * The result itself has the errors when the call has ended.
   */
  public Map<EngineId, String> failures() {
    return call.progress().failures();
  }

  /** Returns when the call was made, by this machine's clock. */
  @Override
  public Instant submitted() {
    return call.submitted();
  }

  /** Returns when the call ended, by this machine's clock; null if it has not. */
  @Override
  public @Nullable Instant completed() {
    return call.completed();
  }

  /** Returns when each engine ran the call, in the order of the targets; empty until it is done. */
  public List<Timing> timings() {
    return call.times().stream().map(Timing::of).toList();
  }

  @Override
  public boolean awaitDone(Duration limit) throws InterruptedException {
    return call.awaitDone(limit);
  }

  @Override
  protected CompletableFuture<T> stage() {
    return call.stage();
  }

  /** Returns the call and whether it has ended. */
  @Override
  public String toString() {
    return call.toString();
  }
}
