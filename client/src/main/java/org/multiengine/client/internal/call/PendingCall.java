package org.multiengine.client.internal.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.Clocks;
import org.multiengine.core.clock.StartTime;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Report;

/**
 * A call that may still be running: its end, its answer, and the threads that wait for it. The
 * answer is read once, by the first thread that asks for it. Safe for use by several threads.
 *
 * @param <T> what the call answers
 */
public final class PendingCall<T extends @Nullable Object> {

  /**
   * What a pending call can do beyond itself.
   *
   * @param cancel cancels the call
   * @param listen asks the engines for reports of the call
   * @param onRead is given the call when its answer has been read
   * @param maxUnheardCharacters how many characters may wait for one listener
   */
  public record Control(
      Runnable cancel,
      Runnable listen,
      Consumer<PendingCall<?>> onRead,
      long maxUnheardCharacters) {}

  private final String label;
  private final Executor executor;
  private final Control control;
  private final CallProgress progress;
  private final StartTime start = Clocks.system().start();

  /** Completed with the answer still to be read; reading throws what went wrong. */
  private final CompletableFuture<Supplier<T>> answer = new CompletableFuture<>();

  /** Completed with the same after {@link #isDone()} returns true. */
  private final CompletableFuture<Supplier<T>> announced = new CompletableFuture<>();

  private final CountDownLatch done = new CountDownLatch(1);
  private volatile List<EngineTime> times = List.of();
  private volatile @Nullable Instant completed;
  private @Nullable Supplier<T> result;
  private @Nullable CompletableFuture<T> stage;
  private @Nullable LiveOutput output;

  /**
   * Creates a call that has not ended.
   *
   * @param label the call's method and targets
   * @param elements how many elements a map has; 0 for another call
   * @param executor runs listeners and dependent stages
   * @param control what the call can do beyond itself
   */
  public PendingCall(String label, int elements, Executor executor, Control control) {
    this.label = label;
    this.executor = executor;
    this.control = control;
    this.progress = new CallProgress(elements);
  }

  /**
   * Ends the call as soon as its listeners have received what there is. The answer is read by the
   * first thread that wants it.
   */
  public void complete(Supplier<T> unread, List<EngineTime> ofEngines) {
    Instant ended = start.end();
    Runnable end =
        () -> {
          times = ofEngines;
          complete(new OneTimeAnswer<>(unread), ended);
        };
    LiveOutput listened = output();
    if (listened == null) {
      end.run();
    } else {
      listened.whenDelivered(end);
    }
  }

  private boolean complete(Supplier<T> unread, Instant ended) {
    if (completed == null) {
      completed = ended;
    }
    boolean first = answer.complete(unread);
    if (first) {
      progress.setWaitingFor(List::of);
      done.countDown();
      announced.complete(unread);
    }
    return first;
  }

  /** Ends the call with an error; returns whether it had not ended before. */
  public boolean fail(KernelError error) {
    return complete(
        () -> {
          throw error;
        },
        start.end());
  }

  /** Replaces the answer by an error unless the answer has been read. */
  public synchronized void drop(KernelError error) {
    if (result == null) {
      result =
          readOnce(
              () -> {
                throw error;
              });
    }
  }

  /** Runs an action as soon as the call has ended, before threads that wait for it go on. */
  public void whenDone(Runnable action) {
    var unused = answer.thenRun(action);
  }

  /** Sets the source of the engines that have not ended. */
  void began(Supplier<List<EngineId>> waitingFor) {
    if (!isDone()) {
      progress.setWaitingFor(waitingFor);
    }
  }

  /** Adds the failure of an engine. */
  void failed(EngineId engine, Failure failure) {
    progress.addFailure(engine, failure);
  }

  /** Sets how many engines have ended. */
  public void ended(Count engines) {
    progress.setEngines(engines);
  }

  /** Sets how many bytes of large values have moved. */
  public void moved(Count bytes) {
    progress.setTransferred(bytes);
  }

  /** Takes a report of an engine that is running the call. */
  public void reported(EngineId engine, Report report) {
    progress.setElements(engine, report.elementsDone());
    LiveOutput listened = output();
    if (listened != null) {
      listened.printed(engine, report.printed());
    }
  }

  /** Adds a listener to the output of the engines. */
  public void onOutput(OutputFeed.Listener listener) {
    addFeed(new OutputFeed(listener, executor, control.maxUnheardCharacters()));
    control.listen().run();
  }

  private synchronized void addFeed(OutputFeed feed) {
    if (output == null) {
      output = new LiveOutput();
    }
    output.add(feed);
  }

  private synchronized @Nullable LiveOutput output() {
    return output;
  }

  /** Returns whether the call has ended. */
  public boolean isDone() {
    return done.getCount() == 0;
  }

  /** Asks the engines to cancel the call unless it has ended. */
  public void cancel() {
    if (!isDone()) {
      control.cancel().run();
    }
  }

  /** Returns the progress of the call. */
  public CallProgress progress() {
    return progress;
  }

  /** Returns when the call was made, by this machine's clock. */
  public Instant submitted() {
    return start.at();
  }

  /** Returns when the call ended, by this machine's clock; null if it has not. */
  public @Nullable Instant completed() {
    return completed;
  }

  /** Returns the times of the engines, in the order of the targets; empty until the call ends. */
  public List<EngineTime> times() {
    return times;
  }

  /** Waits until the call has ended. */
  public void awaitDone() throws InterruptedException {
    requireOtherThread();
    done.await();
  }

  /** Waits for a limited time until the call has ended; returns whether it has. */
  public boolean awaitDone(Duration limit) throws InterruptedException {
    requireOtherThread();
    return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Fails on the thread of a listener: the call ends only after its listeners return. */
  private void requireOtherThread() {
    LiveOutput listened = isDone() ? null : output();
    if (listened != null && listened.isDeliveredBy(Thread.currentThread())) {
      throw new KernelError(
          "a listener to the output of "
              + this
              + " cannot wait for it, because the call ends only after its listeners have returned;"
              + " use thenAccept or whenComplete of the result instead");
    }
  }

  /**
   * Returns the answer of a call that has ended.
   *
   * @throws KernelError if the call has failed
   */
  public T read() {
    return read(answer.join());
  }

  private synchronized T read(Supplier<T> unread) {
    if (result == null) {
      result = readOnce(unread);
      control.onRead().accept(this);
    }
    return result.get();
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

  /** Returns the future of the answer, which is read on a thread of the client. */
  public synchronized CompletableFuture<T> stage() {
    if (stage == null) {
      stage = announced.thenApplyAsync(this::read, executor);
    }
    return stage;
  }

  /** Returns the call and whether it has ended. */
  @Override
  public String toString() {
    return "PendingResult[" + label + (isDone() ? ", done]" : ", pending]");
  }
}
