package org.multiengine.client.internal.call;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.multiengine.core.error.AbortedPendingDeferredError;
import org.multiengine.core.error.InvalidDeferredID;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;

/**
 * The calls of a client that have not ended, which are limited in number, and those whose results
 * nobody has read. Safe for use by several threads.
 */
final class OpenCalls {

  private final Set<PendingCall<?>> open = ConcurrentHashMap.newKeySet();

  /** Calls that have ended and whose results were not read; garbage collection removes calls. */
  private final Set<PendingCall<?>> unread =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final int maxCalls;
  private final Duration fullWait;
  private final Semaphore room;

  OpenCalls(int maxCalls, Duration fullWait) {
    this.maxCalls = maxCalls;
    this.fullWait = fullWait;
    this.room = new Semaphore(maxCalls);
  }

  /**
   * Reserves room for a call; {@link #add} must follow. If too many calls are open, waits for one
   * to end.
   *
   * @throws QueueFull if none ends in time
   * @throws KernelError if this thread is interrupted
   */
  void reserve() {
    if (!Interrupts.orFail(
        this::tryReserve,
        () -> "interrupted while waiting for open calls to end; nothing was sent")) {
      throw QueueFull.of(
          "multiengine.client.max-pending",
          maxCalls,
          "this client has "
              + maxCalls
              + " calls open and none has ended for "
              + fullWait.toMillis()
              + " ms; wait for results, or raise multiengine.client.max-pending");
    }
  }

  private boolean tryReserve() throws InterruptedException {
    return room.tryAcquire() || room.tryAcquire(fullWait.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Adds a call, for which room has been reserved, until it ends. */
  void add(PendingCall<?> call) {
    open.add(call);
    call.whenDone(() -> ended(call));
  }

  private void ended(PendingCall<?> call) {
    unread.add(call);
    open.remove(call);
    room.release();
  }

  /** Notes that the result of a call has been read. */
  void wasRead(PendingCall<?> call) {
    unread.remove(call);
  }

  /** Fails all open calls. */
  void fail(KernelError error) {
    open.forEach(call -> call.fail(error));
  }

  /** Drops the results that nobody has read, and fails the open calls (reference, 5.5). */
  void flush() {
    List<PendingCall<?>> running = List.copyOf(open);
    takeUnread().forEach(OpenCalls::drop); // first: the calls failed below become unread, too
    for (PendingCall<?> call : running) {
      var aborted = new AbortedPendingDeferredError("pending deferred has been deleted: " + call);
      if (!call.fail(aborted)) {
        drop(call);
      }
    }
  }

  private List<PendingCall<?>> takeUnread() {
    synchronized (unread) {
      List<PendingCall<?>> ended = List.copyOf(unread);
      unread.clear();
      return ended;
    }
  }

  private static void drop(PendingCall<?> call) {
    call.drop(new InvalidDeferredID("invalid deferred_id: " + call));
  }
}
