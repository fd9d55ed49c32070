package org.multiengine.client.task;

import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.task.StreamTasks;

/**
 * The results of a function on the elements of an iterator, which may be endless. The iterator is
 * read by one thread of the client, no further than the {@link Streaming bounds} of the stream
 * allow: a slow consumer stops the engines, and they stop the iterator.
 *
 * <pre>{@code
 * try (ResultStream<Summary> summaries = mec.balanced().stream(Summary::of, frames)) {
 *   summaries.stream().limit(1000).forEach(this::show);
 * }
 * }</pre>
 *
 * <p>An element that failed throws its error at its place, from {@link #next}; the following call
 * returns the next result, unless the options say otherwise. An exception of the iterator itself is
 * thrown after the results of the elements before it. {@link #close} reads no further and cancels
 * what is open; a stream that is not read to its end must be closed. If the client is closed,
 * {@link #hasNext} throws a {@link org.multiengine.core.error.KernelError}.
 *
 * <p>Safe for use by several threads, each result is received by one of them.
 *
 * @param <R> the results
 */
public final class ResultStream<R extends @Nullable Object> implements Iterator<R>, AutoCloseable {

  private final StreamTasks<R> tasks;

  ResultStream(StreamTasks<R> tasks) {
    this.tasks = tasks;
  }

  /** Returns whether there is another result, or an error; waits until that is known. */
  @Override
  public boolean hasNext() {
    return tasks.hasNext();
  }

  /**
   * Returns the next result, waiting for it.
   *
   * @throws org.multiengine.core.error.KernelError if its element failed
   * @throws java.util.NoSuchElementException if there is none
   */
  @Override
  public R next() {
    return tasks.next();
  }

  /**
   * Returns all results that are ready, at least one, waiting for the first. A failed element is
   * thrown by the call that begins at it.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public List<R> nextBatch() {
    return tasks.nextBatch();
  }

  /** Returns the results as a stream of the JDK. Closing it closes this stream. */
  public Stream<R> stream() {
    Spliterator<R> results = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
    return StreamSupport.stream(results, false).onClose(this::close);
  }

  /** Returns how far the stream is, without a total. */
  public TaskProgress progress() {
    return new TaskProgress(tasks.delivered(), TaskProgress.UNKNOWN, tasks.open());
  }

  /** Ends the stream: reads no further element, and cancels those that are open. */
  @Override
  public void close() {
    tasks.close();
  }

  /** Returns how many results were received. */
  @Override
  public String toString() {
    return "ResultStream[" + tasks.delivered() + (tasks.isDone() ? ", ended]" : " so far]");
  }
}
