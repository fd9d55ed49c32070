package org.multiengine.actors;

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
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/**
 * What a controller has for one life of an engine, in order: what it has sent and not heard of, and
 * behind it what waits here, because the engine has as much of this controller as it may.
 *
 * <p>Requests an engine answers at once never wait here, nor does a reset, which drops what waits.
 * Used by one actor alone.
 */
final class Lane {

  /**
   * How much of one controller an engine may have at a time. A request of more bytes than that goes
   * when the engine has nothing else, and does not count for those behind it.
   *
   * @param requests how many requests, running or in its queue
   * @param bytes how many bytes these may hold together
   */
  record Limits(int requests, long bytes) {}

  /**
   * A request for the engine.
   *
   * @param call the call it is of
   * @param place the place of the engine among the targets of the call
   */
  record Item(Call call, int place) {}

  /** A request there is room for now. */
  record Sendable(Item item, Request request) {}

  /**
   * What is known of a request that has been sent.
   *
   * @param number how many were sent before it
   * @param size how many bytes it counts for
   * @param queued whether the engine queues it
   */
  private record Sent(long number, long size, boolean queued) {}

  private final Limits limits;
  private final LongAdder waitingOfAll;
  private final Map<Item, Sent> sent = new LinkedHashMap<>();
  private final Map<Item, Request> waiting = new LinkedHashMap<>();
  private final Map<String, Integer> waitingOfClient = new HashMap<>();
  private int queuedRequests;
  private long queuedBytes;
  private long lastNumber;

  /** What was sent up to here was dropped by a clear that later requests do not mind. */
  private long clearedUpTo;

  /**
   * Makes an empty one.
   *
   * @param limits how much the engine may have
   * @param waitingOfAll counts what waits here and elsewhere
   */
  Lane(Limits limits, LongAdder waitingOfAll) {
    this.limits = limits;
    this.waitingOfAll = waitingOfAll;
  }

  /** Takes a request at the end; returns whether it is to be sent now, or else waits. */
  boolean offer(Item item, Request request) {
    boolean passes = request.immediate() || request instanceof Request.Reset;
    if (passes || (waiting.isEmpty() && hasRoomFor(request))) {
      markSent(item, request);
      return true;
    }
    waiting.put(item, request);
    waitingOfAll.increment();
    waitingOfClient.merge(item.call().client(), 1, Integer::sum);
    return false;
  }

  private boolean hasRoomFor(Request request) {
    return queuedRequests == 0
        || (queuedRequests < limits.requests() && queuedBytes + request.size() <= limits.bytes());
  }

  private void markSent(Item item, Request request) {
    boolean queued = !request.immediate();
    long size = queued && request.size() <= limits.bytes() ? request.size() : 0;
    sent.put(item, new Sent(++lastNumber, size, queued));
    if (queued) {
      queuedRequests++;
      queuedBytes += size;
    }
  }

  /** Takes out the waiting requests there is room for, in order; they count as sent. */
  List<Sendable> takeSendable() {
    List<Sendable> sendable = new ArrayList<>();
    Iterator<Map.Entry<Item, Request>> all = waiting.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Item, Request> next = all.next();
      if (!hasRoomFor(next.getValue())) {
        break;
      }
      sendable.add(new Sendable(next.getKey(), next.getValue()));
      all.remove();
      uncount(next.getKey());
      markSent(next.getKey(), next.getValue());
    }
    return sendable;
  }

  /**
   * Takes an outcome, and returns the waiting requests that it drops.
   *
   * @param ran whether the request began to run
   */
  List<Item> end(Item item, boolean ran, Outcome outcome) {
    Sent ended = removeSent(item);
    if (ended == null || !ended.queued() || !(outcome instanceof Outcome.Failed failed)) {
      return List.of();
    }
    Failure failure = failed.failure();
    if (failure.is(EngineLost.class)) {
      return removeWaiting(any -> true);
    }
    boolean drops =
        ran
            || failure.is(QueueFull.class)
            || (failure.is(QueueCleared.class) && ended.number() > clearedUpTo);
    return drops ? dropBehind(item) : List.of();
  }

  /** What waits behind a failed request of its client may build on it, unless it says otherwise. */
  private List<Item> dropBehind(Item failed) {
    String client = failed.call().client();
    if (failed.call().continueOnError() || !isAwaitedBy(client)) {
      return List.of();
    }
    return removeWaiting(
        item -> item.call().client().equals(client) && !item.call().continueOnError());
  }

  /** Takes out all that wait, as the engine is told to drop its queue; returns them. */
  List<Item> clear() {
    clearedUpTo = lastNumber;
    return removeWaiting(item -> true);
  }

  private List<Item> removeWaiting(Predicate<Item> which) {
    List<Item> removed = waiting.keySet().stream().filter(which).toList();
    removed.forEach(this::removeWaiting);
    return removed;
  }

  /** Takes out a request if it waits here; returns whether it did. */
  boolean removeWaiting(Item item) {
    boolean waited = waiting.remove(item) != null;
    if (waited) {
      uncount(item);
    }
    return waited;
  }

  private void uncount(Item item) {
    waitingOfAll.decrement();
    waitingOfClient.computeIfPresent(
        item.call().client(), (client, count) -> count == 1 ? null : count - 1);
  }

  private @Nullable Sent removeSent(Item item) {
    Sent removed = sent.remove(item);
    if (removed != null && removed.queued()) {
      queuedRequests--;
      queuedBytes -= removed.size();
    }
    return removed;
  }

  /** Forgets a request, wherever it is. */
  void remove(Item item) {
    removeSent(item);
    removeWaiting(item);
  }

  /** The lane is not used any more: what waits here does not count. */
  void leave() {
    waitingOfAll.add(-waiting.size());
  }

  /** Returns all there is, the oldest first: the first may be running. */
  List<Item> all() {
    List<Item> all = new ArrayList<>(sent.keySet());
    all.addAll(waiting.keySet());
    return all;
  }

  /** Tells whether a request has been sent and not heard of. */
  boolean isSent(Item item) {
    return sent.containsKey(item);
  }

  /** Tells whether something of a client waits here. */
  boolean isAwaitedBy(String client) {
    return waitingOfClient.containsKey(client);
  }

  boolean isEmpty() {
    return sent.isEmpty() && waiting.isEmpty();
  }
}
