package org.multiengine.core.dispatch;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Request;

/**
 * The life of each engine that each client used last. A client is notified once before it works on
 * an engine that was restarted. Used by one thread at a time.
 *
 * <p>A client uses an engine by each request that the engine queues. A request that the engine
 * answers at once neither needs nor changes the namespace.
 */
final class UsedLives {

  private record Used(String slot, EngineLife life) {

    static Used of(DispatchTarget<?> target) {
      return new Used(target.slot(), target.life());
    }

    boolean isReplacedBy(DispatchTarget<?> now) {
      return slot.equals(now.slot()) && !life.equals(now.life());
    }
  }

  private final Map<String, Map<EngineId, Used>> clients = new HashMap<>();

  /** Notes that a request of a client was sent to an engine. */
  void used(String client, DispatchTarget<?> target, Request request) {
    if (request instanceof Request.Queued) {
      clients
          .computeIfAbsent(client, absent -> new HashMap<>())
          .put(target.life().engine(), Used.of(target));
    }
  }

  /**
   * Returns why a request must not go to an engine, once for each life that the client has not been
   * notified of; null if the request may go. A reset may go, because its client wants the namespace
   * empty.
   */
  @Nullable EngineRestarted refusal(String client, DispatchTarget<?> target, Request request) {
    Map<EngineId, Used> used = clients.get(client);
    if (used == null || request instanceof Request.Immediate || request instanceof Request.Reset) {
      return null;
    }
    EngineId engine = target.life().engine();
    Used before = used.get(engine);
    if (before == null || !before.isReplacedBy(target)) {
      return null;
    }
    used.put(engine, Used.of(target));
    return EngineRestarted.of(engine, target.earlierEnd());
  }

  /** Forgets a client. */
  void forget(String client) {
    clients.remove(client);
  }

  /** Returns the number of clients of which lives are kept. */
  int clients() {
    return clients.size();
  }
}
