package org.multiengine.client;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CompositeError;
import org.multiengine.core.EngineId;
import org.multiengine.core.KernelError;
import org.multiengine.core.Report;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
public final class PendingResult<T extends @Nullable Object> extends ForwardingStage<T> {

  /**
   * What a pending result can do to its call.
   *
   * @param cancel cancels it
   * @param listen asks for news of it
   * @param read hears that the result was looked at
   */
  record Control(Runnable cancel, Runnable listen, Consumer<PendingResult<?>> read) {}

  private static final Logger LOG = LoggerFactory.getLogger(PendingResult.class);

  private final String call;
  private final int elements;
  private final Executor executor;
  private final Control control;
  private final Instant submitted = Instant.now();

  /** Completed with the answer still to be read; reading throws what went wrong. */
  private final CompletableFuture<Supplier<T>> answer = new CompletableFuture<>();

  /** Completed after that, when this says of itself that it is done. */
  private final CompletableFuture<Supplier<T>> told = new CompletableFuture<>();

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile List<Timing> timings = List.of();
  private volatile @Nullable Instant completed;
  private volatile Progress engines = new Progress(0, 0);
  private @Nullable Supplier<T> known;
  private @Nullable CompletableFuture<T> stage;
  private @Nullable News news;

  /** What has come of a running call; only calls that somebody listens to have it. */
  private static final class News {
    final Map<EngineId, Integer> elementsDone = new ConcurrentHashMap<>();
    final List<OutputListener> listeners = new ArrayList<>();
  }

  PendingResult(String call, int elements, Executor executor, Control control) {
    this.call = call;
    this.elements = elements;
    this.executor = executor;
    this.control = control;
  }

  /** Ends the call; the answer is read by the first thread that wants it. */
  void complete(Supplier<T> unread, List<Timing> ofEngines) {
    timings = ofEngines;
    complete(unread);
  }

  private boolean complete(Supplier<T> unread) {
    if (completed == null) {
      completed = Instant.now();
    }
    boolean first = answer.complete(unread);
    if (first) {
      done.countDown();
      told.complete(unread);
    }
    return first;
  }

  /** Ends the call with an error; returns whether it had not ended before. */
  boolean fail(KernelError error) {
    return complete(
        () -> {
          throw error;
        });
  }

  /** Forgets the answer unless somebody has read it. */
  synchronized void drop(KernelError error) {
    if (known == null) {
      known =
          readOnce(
              () -> {
                throw error;
              });
    }
  }

  void whenDone(Runnable action) {
    var unused = answer.thenRun(action);
  }

  void ended(Progress ofEngines) {
    engines = ofEngines;
  }

  void reported(EngineId engine, Report report) {
    News known = news();
    if (report.elementsDone() > 0) {
      known.elementsDone.put(engine, report.elementsDone());
    }
    List<OutputListener> listeners;
    synchronized (this) {
      listeners = List.copyOf(known.listeners);
    }
    for (Report.Printed piece : report.printed()) {
      listeners.forEach(listener -> tell(listener, engine, piece));
    }
  }

  /** A listener that fails must not end the call. */
  private static void tell(OutputListener listener, EngineId engine, Report.Printed piece) {
    try {
      listener.printed(engine, piece.text(), piece.toStderr());
    } catch (RuntimeException e) {
      LOG.warn("a listener to the output of engine {} has failed", engine, e);
    }
  }

  private synchronized News news() {
    if (news == null) {
      news = new News();
    }
    return news;
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
    if (!awaitDone(limit)) {
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
   * the engines hold stays. An engine that does not stop in time ({@code
   * multiengine.call.cancel-grace}) is given up; it stays busy until it ends or is killed.
   */
  public void cancel() {
    if (!isDone()) {
      control.cancel().run();
    }
  }

  /**
   * Returns how far the call is; of one that is no map, 0 of 0 until the first engine has ended.
   */
  public Progress progress() {
    if (elements == 0) {
      return engines;
    }
    int sum = news().elementsDone.values().stream().mapToInt(Integer::intValue).sum();
    return new Progress(isDone() ? elements : sum, elements);
  }

  /**
   * Lets a listener hear what the engines print from now on. What is printed faster than it can be
   * sent is left out here; the records keep it up to their limit.
   */
  public PendingResult<T> onOutput(OutputListener listener) {
    News ofCall = news();
    synchronized (this) {
      ofCall.listeners.add(listener);
    }
    control.listen().run();
    return this;
  }

  /** Returns when the call was made, by this machine's clock. */
  public Instant submitted() {
    return submitted;
  }

  /** Returns when the call ended, by this machine's clock; null if it has not. */
  public @Nullable Instant completed() {
    return completed;
  }

  /** Returns when each engine ran the call, in the order of the targets; empty until it is done. */
  public List<Timing> timings() {
    return timings;
  }

  /** Waits until the call has ended, well or not. */
  void awaitDone() throws InterruptedException {
    done.await();
  }

  /** Waits for a limited time until the call has ended; returns whether it has. */
  boolean awaitDone(Duration limit) throws InterruptedException {
    return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private T read() {
    return read(answer.join());
  }

  private synchronized T read(Supplier<T> unread) {
    if (known == null) {
      known = readOnce(unread);
      control.read().accept(this);
    }
    return known.get();
  }

  private static <T extends @Nullable Object> Supplier<T> readOnce(Supplier<T> unread) {
    try {
      T value = unread.get();
      return () -> value;
    } catch (KernelError | IllegalArgumentException error) {
      CallerTrace.set(error);
      return () -> {
        throw error;
      };
    }
  }

  @Override
  synchronized CompletableFuture<T> stage() {
    if (stage == null) {
      stage = told.thenApplyAsync(this::read, executor);
    }
    return stage;
  }

  /** Returns the call and whether it has ended. */
  @Override
  public String toString() {
    return "PendingResult[" + call + (isDone() ? ", done]" : ", pending]");
  }
}
