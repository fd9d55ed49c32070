package org.multiengine.core.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;

/**
 * The requests of one engine. At most one request runs; the others wait in the order in which they
 * came (reference, 7).
 *
 * <p>A failed request drops the requests of its client that were sent before the failure was known,
 * because they may build on its result: those that wait, and those that are still on their way. A
 * request that the queue has no room for counts as failed. Requests of other clients stay. Not safe
 * for use by several threads.
 */
public final class EngineQueue {

  /** The setting that limits the number of waiting requests. */
  public static final String MAX_REQUESTS = "multiengine.engine.queue.max-requests";

  private static final String MAX_BYTES = "multiengine.engine.queue.max-bytes";

  /** The maximum length of a failed request's text in the errors of the requests that it drops. */
  private static final int MAX_CAUSE_CHARACTERS = 200;

  private final int maxRequests;
  private final long maxBytes;
  private final Deque<QueuedRequest> waiting = new ArrayDeque<>();
  private final ClientFailures failures = new ClientFailures();

  /** The clients whose requests do not start for now. */
  private final Set<String> paused = new HashSet<>();

  private long waitingBytes;

  /** The part of the waiting bytes that belongs to requests above the limit. */
  private long oversizedBytes;

  private @Nullable QueuedRequest running;

  /**
   * Creates an empty queue.
   *
   * @param maxRequests how many requests may wait
   * @param maxBytes how many bytes the waiting requests may hold together
   */
  public EngineQueue(int maxRequests, long maxBytes) {
    this.maxRequests = maxRequests;
    this.maxBytes = maxBytes;
  }

  /**
   * Adds a request at the end. An empty queue accepts a request of any size. A request above the
   * limit does not count for the requests behind it.
   *
   * @throws QueueFull if a limit would be passed; the queue is unchanged then
   * @throws QueueCleared if the request was sent before a failure of its client was known
   */
  public void add(QueuedRequest request) {
    QueueCleared refusal = failures.refusal(request);
    if (refusal != null) {
      throw refusal;
    }
    long size = request.request().size();
    QueueFull full = full(size);
    if (full != null) {
      failed(request);
      throw full;
    }
    waiting.addLast(request);
    waitingBytes += size;
    oversizedBytes += oversized(size);
  }

  /**
   * Handles a request that there was no room for before it reached the queue, like one that the
   * queue has no room for.
   *
   * @param full why there was no room
   * @return why the request does not run
   */
  public KernelError refuse(QueuedRequest request, QueueFull full) {
    QueueCleared refusal = failures.refusal(request);
    if (refusal != null) {
      return refusal;
    }
    failed(request);
    return full;
  }

  private @Nullable QueueFull full(long size) {
    if (waiting.size() >= maxRequests) {
      return QueueFull.of(
          MAX_REQUESTS,
          maxRequests,
          "the engine's queue holds " + waiting.size() + " requests, its limit; wait for results");
    }
    if (!waiting.isEmpty() && waitingBytes - oversizedBytes + size > maxBytes) {
      return QueueFull.of(
          MAX_BYTES,
          maxBytes,
          "the engine's queue holds " + waitingBytes + " bytes, and its limit is " + maxBytes);
    }
    return null;
  }

  private void failed(QueuedRequest request) {
    if (!request.continueOnError()) {
      failures.failed(request.client(), causeOfDrop(request));
    }
  }

  /** Returns the text of the errors of requests that the failure of a request drops. */
  public static String causeOfDrop(QueuedRequest failed) {
    String text = failed.request().text();
    String brief =
        text.length() <= MAX_CAUSE_CHARACTERS
            ? text
            : text.substring(0, MAX_CAUSE_CHARACTERS) + "...";
    return brief + " failed before it";
  }

  /**
   * Returns the number of the newest failure of a client that its requests may not know of; 0 if
   * there is none.
   */
  public long newestFailureOf(String client) {
    return failures.newestOf(client);
  }

  /** Forgets a client of which no request is on its way. */
  public void clientGone(String client) {
    failures.forget(client);
    paused.remove(client);
  }

  /** Has the requests of a client wait until it is resumed. The running request continues. */
  public void pause(String client) {
    paused.add(client);
  }

  /** Lets the requests of a client start again. */
  public void resume(String client) {
    paused.remove(client);
  }

  /** Returns whether a request must not be added, because a failure before it was not known. */
  public boolean isRefused(QueuedRequest request) {
    return failures.refusal(request) != null;
  }

  private long oversized(long size) {
    return size > maxBytes ? size : 0;
  }

  private void uncount(QueuedRequest gone) {
    long size = gone.request().size();
    waitingBytes -= size;
    oversizedBytes -= oversized(size);
  }

  /**
   * Starts the next request and returns it; null if a request runs or none may start. The requests
   * of a paused client are passed over.
   */
  public @Nullable QueuedRequest startNext() {
    if (running != null || waiting.isEmpty()) {
      return null;
    }
    QueuedRequest next = paused.isEmpty() ? waiting.pollFirst() : removeFirstOfOthers();
    if (next != null) {
      running = next;
      uncount(next);
    }
    return next;
  }

  /**
   * Starts a request that has not waited here: the work of a task. Nothing may be running.
   *
   * @throws IllegalStateException if a request runs
   */
  public void start(QueuedRequest task) {
    if (running != null) {
      throw new IllegalStateException("a request runs: " + running.request().text());
    }
    running = task;
  }

  /** Returns the last request of a client that waits; null if none does. */
  public @Nullable QueuedRequest lastOf(String client) {
    for (Iterator<QueuedRequest> all = waiting.descendingIterator(); all.hasNext(); ) {
      QueuedRequest request = all.next();
      if (request.client().equals(client)) {
        return request;
      }
    }
    return null;
  }

  /** Returns whether a request waits. */
  public boolean isWaiting(QueuedRequest request) {
    return waiting.stream().anyMatch(each -> each.part().equals(request.part()));
  }

  /** Returns whether a request waits that may start. */
  public boolean canStart() {
    return paused.isEmpty()
        ? !waiting.isEmpty()
        : waiting.stream().anyMatch(request -> !paused.contains(request.client()));
  }

  private @Nullable QueuedRequest removeFirstOfOthers() {
    for (Iterator<QueuedRequest> all = waiting.iterator(); all.hasNext(); ) {
      QueuedRequest request = all.next();
      if (!paused.contains(request.client())) {
        all.remove();
        return request;
      }
    }
    return null;
  }

  /**
   * Ends the running request and returns the requests that its failure drops: those of the same
   * client, unless either request was sent to continue on errors.
   */
  public List<QueuedRequest> finish(boolean failed) {
    QueuedRequest done = running;
    running = null;
    if (done == null || !failed || done.continueOnError()) {
      return List.of();
    }
    failed(done);
    return remove(request -> request.client().equals(done.client()) && !request.continueOnError());
  }

  /** Removes all waiting requests and returns them. The running request continues. */
  public List<QueuedRequest> clear() {
    return remove(request -> true);
  }

  /** Removes waiting requests by a condition and returns them. */
  public List<QueuedRequest> remove(Predicate<QueuedRequest> which) {
    List<QueuedRequest> removed = new ArrayList<>();
    for (Iterator<QueuedRequest> all = waiting.iterator(); all.hasNext(); ) {
      QueuedRequest request = all.next();
      if (which.test(request)) {
        all.remove();
        uncount(request);
        removed.add(request);
      }
    }
    return removed;
  }

  /** Returns the running request, or null if the engine is idle. */
  public @Nullable QueuedRequest running() {
    return running;
  }

  /** Returns the waiting requests, the next one first. */
  public List<QueuedRequest> waiting() {
    return List.copyOf(waiting);
  }

  /** Returns the number of waiting requests. */
  public int waitingCount() {
    return waiting.size();
  }

  /** Returns how many bytes the waiting requests hold together. */
  public long waitingBytes() {
    return waitingBytes;
  }
}
