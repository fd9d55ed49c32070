package org.multiengine.core.dispatch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.QueueCleared;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/**
 * The requests of one controller for one life of an engine: those that the engine has, and those
 * that wait until the engine has room. Waiting requests are dropped for the same reasons as
 * requests in the engine's queue. Used by one thread at a time.
 */
final class EngineWindow<N> {

  /**
   * A request for the engine.
   *
   * @param call the call of the request
   * @param place the place of the engine among the targets of the call
   * @param request the request
   */
  record Entry<N>(DispatchedCall<N> call, int place, Request request) {

    PartId part() {
      return call.part(place);
    }

    String client() {
      return call.id().client();
    }

    long failureSeen() {
      return call.failureSeen(place);
    }
  }

  /**
   * A request that the engine has.
   *
   * @param number the number of requests sent before it
   * @param size how many bytes it counts for
   * @param queued whether the engine queues it
   */
  private record Sent(long number, long size, boolean queued) {}

  private final WindowLimits limits;
  private final LongAdder waitingOfAll;
  private final Map<PartId, Sent> sent = new LinkedHashMap<>();
  private final Map<PartId, Entry<N>> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> waitingOfClient = new HashMap<>();
  private int queuedRequests;
  private long queuedBytes;
  private long lastNumber;

  /** The number up to which requests were dropped by a clear that later requests do not mind. */
  private long clearedUpTo;

  /**
   * Creates an empty window.
   *
   * @param limits how much the engine may have
   * @param waitingOfAll counts the requests that wait here and in other windows
   */
  EngineWindow(WindowLimits limits, LongAdder waitingOfAll) {
    this.limits = limits;
    this.waitingOfAll = waitingOfAll;
  }

  /** Adds a request at the end; returns whether it is to be sent now. */
  boolean offer(Entry<N> entry) {
    Request request = entry.request();
    boolean passes = request instanceof Request.Immediate || request instanceof Request.Reset;
    if (passes || (waiting.isEmpty() && hasRoomFor(request))) {
      markSent(entry);
      return true;
    }
    waiting.put(entry.part(), entry);
    waitingOfAll.increment();
    waitingOfClient.merge(entry.client(), 1, Integer::sum);
    return false;
  }

  private boolean hasRoomFor(Request request) {
    return queuedRequests == 0
        || (queuedRequests < limits.requests() && queuedBytes + request.size() <= limits.bytes());
  }

  private void markSent(Entry<N> entry) {
    Request request = entry.request();
    boolean queued = request instanceof Request.Queued;
    long size = queued && request.size() <= limits.bytes() ? request.size() : 0;
    sent.put(entry.part(), new Sent(++lastNumber, size, queued));
    if (queued) {
      queuedRequests++;
      queuedBytes += size;
    }
  }

  /** Takes out the waiting requests there is room for, in order; they count as sent. */
  List<Entry<N>> takeSendable() {
    List<Entry<N>> sendable = new ArrayList<>();
    Iterator<Entry<N>> all = waiting.values().iterator();
    while (all.hasNext()) {
      Entry<N> next = all.next();
      if (!hasRoomFor(next.request())) {
        break;
      }
      sendable.add(next);
      all.remove();
      uncount(next);
      markSent(next);
    }
    return sendable;
  }

  /**
   * Handles the outcome of a request; returns the waiting requests that it drops.
   *
   * @param ran whether the request began to run
   * @param mark the newest failure of the client on the engine, if the engine reports one
   */
  List<PartId> end(
      DispatchedCall<N> call, int place, boolean ran, Outcome outcome, @Nullable FailureMark mark) {
    Sent ended = removeSent(call.part(place));
    if (ended == null || !ended.queued() || !(outcome instanceof Outcome.Failed failed)) {
      return List.of();
    }
    Failure failure = failed.failure();
    if (failure.is(EngineLost.class)) {
      return removeWaiting(any -> true);
    }
    if (mark != null) {
      return dropUnaware(call, mark.number());
    }
    boolean drops =
        ran
            || failure.is(QueueFull.class)
            || (failure.is(QueueCleared.class) && ended.number() > clearedUpTo);
    return drops ? dropBehind(call) : List.of();
  }

  /** Drops what waits of a client and was sent before a failure was known. */
  private List<PartId> dropUnaware(DispatchedCall<N> failed, long newest) {
    String client = failed.id().client();
    return isAwaitedBy(client)
        ? removeWaiting(
            entry ->
                entry.client().equals(client)
                    && !entry.call().continueOnError()
                    && entry.failureSeen() < newest)
        : List.of();
  }

  /** Drops what waits of the client of a failed request, because it may build on the result. */
  private List<PartId> dropBehind(DispatchedCall<N> failed) {
    String client = failed.id().client();
    if (failed.continueOnError() || !isAwaitedBy(client)) {
      return List.of();
    }
    return removeWaiting(entry -> entry.client().equals(client) && !entry.call().continueOnError());
  }

  /** Takes out all that wait, because the engine drops its queue; returns them. */
  List<PartId> clear() {
    clearedUpTo = lastNumber;
    return removeWaiting(entry -> true);
  }

  private List<PartId> removeWaiting(Predicate<Entry<N>> which) {
    List<PartId> removed = waiting.values().stream().filter(which).map(Entry::part).toList();
    removed.forEach(this::removeWaiting);
    return removed;
  }

  /** Takes out a request if it waits here; returns whether it did. */
  boolean removeWaiting(PartId part) {
    Entry<N> waited = waiting.remove(part);
    if (waited != null) {
      uncount(waited);
    }
    return waited != null;
  }

  private void uncount(Entry<N> gone) {
    waitingOfAll.decrement();
    waitingOfClient.computeIfPresent(
        gone.client(), (client, count) -> count == 1 ? null : count - 1);
  }

  private @Nullable Sent removeSent(PartId part) {
    Sent removed = sent.remove(part);
    if (removed != null && removed.queued()) {
      queuedRequests--;
      queuedBytes -= removed.size();
    }
    return removed;
  }

  /** Forgets a request, sent or waiting. */
  void remove(PartId part) {
    removeSent(part);
    removeWaiting(part);
  }

  /** Ends the use of the window, so that what waits here no longer counts. */
  void leave() {
    waitingOfAll.add(-waiting.size());
  }

  /** Returns all requests, the oldest first. The first may be running. */
  List<PartId> all() {
    List<PartId> all = new ArrayList<>(sent.keySet());
    all.addAll(waiting.keySet());
    return all;
  }

  /** Returns whether a request has been sent and has no outcome yet. */
  boolean isSent(PartId part) {
    return sent.containsKey(part);
  }

  /** Returns whether a request of a client waits here. */
  boolean isAwaitedBy(String client) {
    return waitingOfClient.containsKey(client);
  }

  boolean isEmpty() {
    return sent.isEmpty() && waiting.isEmpty();
  }
}
