package org.multiengine.actors.internal.door.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.LongFunction;
import org.multiengine.actors.internal.door.ControlMessage;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;

/** The orders of a client that have not been answered. Safe for use by several threads. */
final class OpenOrders {

  private record Open(CompletableFuture<List<EngineId>> result, IntConsumer progress) {}

  private final Map<Long, Open> open = new HashMap<>();
  private long last;

  /**
   * Sends an order.
   *
   * @param order creates the order with its number
   * @param send sends it; may throw a {@link KernelError}
   */
  CompletableFuture<List<EngineId>> begin(
      LongFunction<ControlMessage.Order> order,
      IntConsumer progress,
      Consumer<ControlMessage.Order> send) {
    var begun = new Open(new CompletableFuture<>(), progress);
    long number;
    synchronized (this) {
      number = ++last;
      open.put(number, begun);
    }
    try {
      send.accept(order.apply(number));
    } catch (KernelError e) {
      remove(number);
      begun.result().completeExceptionally(e);
    }
    return begun.result();
  }

  private synchronized Open remove(long number) {
    Open removed = open.remove(number);
    return removed == null ? NONE : removed;
  }

  private static final Open NONE = new Open(new CompletableFuture<>(), started -> {});

  /** Handles a reply. A reply to an unknown order is dropped. */
  void replied(ControlMessage.Reply reply) {
    if (reply instanceof ControlMessage.Progress progress) {
      Open known;
      synchronized (this) {
        known = open.getOrDefault(reply.order(), NONE);
      }
      known.progress().accept(progress.started());
    } else if (reply instanceof ControlMessage.Done done) {
      remove(reply.order()).result().complete(done.ids().stream().map(EngineId::new).toList());
    } else if (reply instanceof ControlMessage.Failed failed) {
      remove(reply.order()).result().completeExceptionally(new KernelError(failed.reason()));
    }
  }

  /** Fails all orders, because their connection has ended. */
  void fail(String reason) {
    List<Open> all;
    synchronized (this) {
      all = new ArrayList<>(open.values());
      open.clear();
    }
    all.forEach(each -> each.result().completeExceptionally(new KernelError(reason)));
  }
}
