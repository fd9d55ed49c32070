package org.multiengine.client.internal.task;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Interrupts;
import org.multiengine.client.internal.call.PendingCall;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.piece.PieceSettings;

/**
 * A function that is applied to the elements of an iterator, which may be endless. One thread of
 * the client reads the iterator, and reads no further than the bounds allow. Safe for use by
 * several threads.
 *
 * @param <R> the results
 */
public final class StreamTasks<R extends @Nullable Object> {

  private static final String METHOD = "stream";

  private final TaskSession tasks;
  private final EncodedFunction function;
  private final TaskTemplate template;
  private final StreamBounds bounds;
  private final PieceSettings settings;
  private final PendingCall<Boolean> pending;
  private final StreamOutcomes<R> outcomes;

  // The following fields are guarded by this object.
  private final StreamInput input;
  private final Set<TaskId> open = new HashSet<>();
  private final StreamResults<R> results;
  private int engines;
  private int unread;
  private long delivered;
  private boolean isSourceAtEnd;
  private boolean isClosed;
  private @Nullable RuntimeException sourceError;
  private @Nullable Thread reader;

  private StreamTasks(
      TaskSession tasks,
      EncodedFunction function,
      TaskTemplate template,
      PieceRule rule,
      StreamBounds bounds) {
    this.tasks = tasks;
    this.function = function;
    this.template = template;
    this.bounds = bounds;
    this.settings = rule.settings();
    this.outcomes = new StreamOutcomes<>(tasks.outcomes(), function.sent().loader());
    this.results = new StreamResults<>(bounds);
    this.input = new StreamInput(bounds, settings);
    this.engines = tasks.scheduler().engines();
    this.pending = tasks.session().open(METHOD + " " + function.label(), this::close);
  }

  /** Starts a stream. */
  public static <R extends @Nullable Object> StreamTasks<R> start(
      ViewState view, Object function, Iterator<?> source, StreamBounds bounds) {
    var stream =
        new StreamTasks<R>(
            view.tasks(),
            view.tasks().requests().function(function),
            view.template(),
            view.rule(),
            bounds);
    stream.pending.whenDone(stream::close);
    view.tasks().session().execute(new StreamReader(stream, source));
    return stream;
  }

  // The reader

  /** Handles the thread that reads the source. */
  synchronized void readBy(Thread thread) {
    reader = thread;
  }

  /** Handles the end of the source, or its error. */
  synchronized void endOfSource(@Nullable RuntimeException error) {
    reader = null;
    isSourceAtEnd = true;
    if (!isClosed) {
      sourceError = error;
    }
    completeAtEnd();
    notifyAll();
  }

  /** Waits until an element may be read; returns false if the stream is closed. */
  synchronized boolean awaitRoom() throws InterruptedException {
    while (!isClosed && input.room(engines) <= 0) {
      if (input.partialSize() == 0) {
        wait();
      } else {
        StreamInput.Elements left = takePartial();
        tasks.session().execute(() -> sendOrFail(left));
      }
    }
    return !isClosed;
  }

  private void sendOrFail(StreamInput.@Nullable Elements elements) {
    try {
      send(elements);
    } catch (RuntimeException e) {
      failed(e);
    }
  }

  /** Adds an element; returns the piece to send if it is complete. */
  synchronized StreamInput.@Nullable Elements add(@Nullable Object element) {
    boolean isComplete = input.add(element);
    unread++;
    if (isComplete) {
      return takePartial();
    }
    if (input.partialSize() == 1) {
      flushLater();
    }
    return null;
  }

  /** Sends a piece that a slow source leaves incomplete. */
  private void flushLater() {
    long number = input.partialNumber();
    CompletableFuture.delayedExecutor(
            settings.partialAfter().toNanos(), TimeUnit.NANOSECONDS, tasks.session()::execute)
        .execute(() -> flush(number));
  }

  private void flush(long number) {
    StreamInput.Elements elements;
    synchronized (this) {
      elements = number == input.partialNumber() ? takePartial() : null;
    }
    sendOrFail(elements);
  }

  /** Returns the incomplete piece, which begins anew; null if it has no elements. */
  synchronized StreamInput.@Nullable Elements takePartial() {
    return isClosed ? null : input.take();
  }

  /** Submits a piece, if there is one. */
  void send(StreamInput.@Nullable Elements elements) {
    if (elements == null) {
      return;
    }
    ClientValues.Outbound part = tasks.requests().argument(elements.values());
    TaskRequest work =
        TaskRequests.conditional(
            template.condition(), tasks.requests().piece(function, List.of(part), 0, true));
    TaskId id = tasks.scheduler().next();
    int size = elements.values().size();
    synchronized (this) {
      if (isClosed) {
        return;
      }
      input.encoded(elements, part.bytes().size());
      open.add(id);
    }
    var submission =
        new TaskSubmission<>(id, function.kind(), work.size(), template.options(), work);
    tasks.send(submission, new Observer(elements.number(), size, part.bytes().size()));
  }

  // The engines

  private final class Observer extends PieceObserver {

    private final long number;
    private final int size;
    private final long bytes;

    Observer(long number, int size, long bytes) {
      super(tasks);
      this.number = number;
      this.size = size;
      this.bytes = bytes;
    }

    @Override
    void begun() {}

    @Override
    void progress(int elements) {}

    @Override
    void arrived(TaskReport report, Outcome outcome) {
      tasks.session().execute(() -> add(outcomes.read(size, report, outcome), report));
    }

    private void add(List<StreamEntry<R>> entries, TaskReport report) {
      synchronized (StreamTasks.this) {
        open.remove(report.id());
        engines = tasks.scheduler().engines();
        input.ended(size, bytes, PieceObserver.runNanos(report));
        if (!isClosed) {
          unread -= results.add(number, entries);
          input.delivered(results.takeSkipped());
        }
        completeAtEnd();
        StreamTasks.this.notifyAll();
      }
    }
  }

  // The consumer

  /**
   * Returns whether a result will come; waits until that is known.
   *
   * @throws KernelError if the client was closed before the stream had ended
   */
  public synchronized boolean hasNext() {
    return Interrupts.orFail(
        () -> {
          while (results.isEmpty() && !isAtEnd() && !isClosed) {
            wait();
          }
          if (isClosed && results.isEmpty() && sourceError == null) {
            pending.read();
          }
          return !results.isEmpty() || sourceError != null;
        },
        () -> "interrupted while waiting for a result of a stream; the stream goes on");
  }

  private boolean isAtEnd() {
    return isSourceAtEnd && unread == 0;
  }

  /**
   * Returns the next result.
   *
   * @throws KernelError if the element has failed
   * @throws NoSuchElementException if there is none
   */
  public synchronized R next() {
    if (!hasNext()) {
      throw new NoSuchElementException(isClosed ? "the stream is closed" : "the stream has ended");
    }
    StreamEntry<R> entry = results.poll();
    if (entry == null) {
      RuntimeException error = sourceError;
      sourceError = null;
      throw error == null ? new NoSuchElementException() : error;
    }
    return taken(entry);
  }

  @SuppressWarnings("NullAway") // an entry without an error has a value of the result's type
  private R taken(StreamEntry<R> entry) {
    input.delivered(1);
    delivered++;
    notifyAll();
    if (entry.error() != null) {
      if (bounds.onError() == StreamBounds.Reaction.END) {
        close();
      }
      throw entry.error();
    }
    return entry.value();
  }

  /** Returns all results that are ready, at least one; an error ends the batch before it. */
  public synchronized List<R> nextBatch() {
    List<R> batch = new ArrayList<>();
    batch.add(next());
    while (results.hasValue()) {
      StreamEntry<R> next = results.poll();
      if (next != null) {
        batch.add(taken(next));
      }
    }
    return batch;
  }

  /** Returns how many results the consumer has received. */
  public synchronized long delivered() {
    return delivered;
  }

  /** Returns how many pieces are open. */
  public synchronized int open() {
    return open.size();
  }

  /** Returns whether no result will come any more. */
  public synchronized boolean isDone() {
    return isClosed || (results.isEmpty() && sourceError == null && isAtEnd());
  }

  // The end

  private void failed(RuntimeException why) {
    synchronized (this) {
      sourceError = why;
    }
    close();
  }

  private void completeAtEnd() {
    if (isAtEnd() && !isClosed) {
      pending.complete(() -> true, List.of());
    }
  }

  /** Ends the stream: reads no further, cancels what is open, and drops what is ready. */
  public void close() {
    List<TaskId> cancelled;
    synchronized (this) {
      if (isClosed || isAtEnd()) {
        return;
      }
      isClosed = true;
      results.clear();
      cancelled = List.copyOf(open);
      if (reader != null) {
        reader.interrupt();
      }
      notifyAll();
    }
    cancelled.forEach(tasks.scheduler()::cancel);
    pending.complete(() -> false, List.of());
  }
}
