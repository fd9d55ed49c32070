package org.multiengine.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Report;

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
   * @param maxUnheard how many characters may wait for one listener
   */
  record Control(
      Runnable cancel, Runnable listen, Consumer<PendingResult<?>> read, long maxUnheard) {}

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
  private volatile Transferred transferred = Transferred.NOTHING;
  private volatile Supplier<List<EngineId>> waitingFor = List::of;
  private @Nullable Supplier<T> known;
  private @Nullable CompletableFuture<T> stage;
  private @Nullable News news;

  /** What has come of a running call; only calls that somebody listens to have it. */
  private static final class News {
    final Map<EngineId, Integer> elementsDone = new ConcurrentHashMap<>();
    final List<OutputFeed> feeds = new CopyOnWriteArrayList<>();
  }

  PendingResult(String call, int elements, Executor executor, Control control) {
    this.call = call;
    this.elements = elements;
    this.executor = executor;
    this.control = control;
  }

  /**
   * Ends the call as soon as its listeners have heard what there is; the answer is read by the
   * first thread that wants it.
   */
  void complete(Supplier<T> unread, List<Timing> ofEngines) {
    Instant ended = Instant.now();
    whenHeard(
        () -> {
          timings = ofEngines;
          complete(new Unread<>(unread), ended);
        });
  }

  private void whenHeard(Runnable action) {
    List<OutputFeed> feeds = feeds();
    var left = new AtomicInteger(feeds.size() + 1);
    Runnable heard =
        () -> {
          if (left.decrementAndGet() == 0) {
            action.run();
          }
        };
    feeds.forEach(feed -> feed.whenTold(heard));
    heard.run();
  }

  private synchronized List<OutputFeed> feeds() {
    return news == null ? List.of() : List.copyOf(news.feeds);
  }

  private boolean complete(Supplier<T> unread, Instant ended) {
    if (completed == null) {
      completed = ended;
    }
    boolean first = answer.complete(unread);
    if (first) {
      waitingFor = List::of;
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
        },
        Instant.now());
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

  void began(Supplier<List<EngineId>> open) {
    if (!isDone()) {
      waitingFor = open;
    }
  }

  void ended(Progress ofEngines) {
    engines = ofEngines;
  }

  void moved(Transferred soFar) {
    transferred = soFar;
  }

  void reported(EngineId engine, Report report) {
    News known = news();
    if (report.elementsDone() > 0) {
      known.elementsDone.put(engine, report.elementsDone());
    }
    for (Report.Printed piece : report.printed()) {
      known.feeds.forEach(feed -> feed.add(engine, piece));
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
   * org.multiengine.core.error.TaskAborted}, with the results of the engines that had ended before.
   * What the engines hold stays. An engine that does not stop in time ({@code
   * multiengine.call.cancel-grace}) is given up; it stays busy until it ends or is killed.
   */
  public void cancel() {
    if (!isDone()) {
      control.cancel().run();
    }
  }

  /**
   * Returns how far the call is: of a map in elements, of another call in engines. A map over 1000
   * elements is at 0 of 1000 until engines report; another call is at 0 of 0 until the first engine
   * has ended.
   */
  public Progress progress() {
    if (elements == 0) {
      return engines;
    }
    int sum = news().elementsDone.values().stream().mapToInt(Integer::intValue).sum();
    return new Progress(isDone() ? elements : sum, elements);
  }

  /** Returns whether {@link #progress()} counts elements, as of a map, and not engines. */
  public boolean countsElements() {
    return elements > 0;
  }

  /**
   * Returns how much of the call's large values has moved between processes, as of an array that is
   * pushed, pulled, scattered or gathered.
   */
  public Transferred transferred() {
    return transferred;
  }

  /**
   * Lets a listener hear what the engines print from now on. It is called on a thread of the
   * client, for one piece after the other, in the order in which they came; the last one is heard
   * before the result is ready, so a slow listener delays {@link #get()}.
   *
   * <p>What an engine prints faster than it can be sent is left out, and so is the oldest of what
   * waits for a listener that is too slow ({@code multiengine.client.max-unheard-characters}); a
   * note in its place says how much, on the side of standard error. The records keep all output up
   * to their own limit. A call may end before its engines know of the listener; then its records
   * alone have the output. What threads print that a script leaves behind may be heard after the
   * end of the call, or be lost.
   *
   * <p>A listener must not wait for the result of its own call, which waits for the listener: the
   * methods of this class that wait, and {@code barrier}, then throw a {@link KernelError}; through
   * a {@link java.util.concurrent.CompletableFuture} or another thread it waits for ever. What a
   * listener throws is logged.
   */
  public PendingResult<T> onOutput(OutputListener listener) {
    news().feeds.add(new OutputFeed(listener, executor, control.maxUnheard()));
    control.listen().run();
    return this;
  }

  /**
   * Returns the engines that have not ended, in the order of the targets; none if the call has
   * ended or has not been sent yet.
   */
  public List<EngineId> waitingFor() {
    return waitingFor.get();
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
    refuseToWaitForItself();
    done.await();
  }

  /** Waits for a limited time until the call has ended; returns whether it has. */
  boolean awaitDone(Duration limit) throws InterruptedException {
    refuseToWaitForItself();
    return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void refuseToWaitForItself() {
    Thread current = Thread.currentThread();
    if (!isDone() && feeds().stream().anyMatch(feed -> feed.isToldBy(current))) {
      throw new KernelError(
          "a listener to the output of "
              + this
              + " cannot wait for it, as it ends when the listener has heard all; attach what is to"
              + " happen then to the result, with thenAccept or whenComplete");
    }
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
