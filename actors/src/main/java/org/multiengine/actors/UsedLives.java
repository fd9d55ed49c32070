package org.multiengine.actors;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.EngineRestarted;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Request;

/**
 * Which life of each engine each client has used: nobody goes on working on an engine that was
 * started again without having been told. What is kept of a client goes with it. Used by one actor
 * alone.
 *
 * <p>A client uses an engine by each request that is sent to it, but for those that are answered
 * beside its queue, as they neither need nor change its namespace.
 */
final class UsedLives {

  /** An engine of another slot that has the id is another engine. */
  private record Life(String slot, String incarnation) {
    static Life of(EngineEntry entry) {
      return new Life(entry.slot(), entry.incarnation());
    }

    boolean isLaterThan(@Nullable Life earlier) {
      return earlier != null
          && earlier.slot().equals(slot)
          && !earlier.incarnation().equals(incarnation);
    }
  }

  private final Map<String, Map<EngineId, Life>> clients = new HashMap<>();

  /** A request of a client is sent to an engine. */
  void used(String client, EngineEntry entry, Request request) {
    if (!request.immediate()) {
      clients.computeIfAbsent(client, absent -> new HashMap<>()).put(entry.id(), Life.of(entry));
    }
  }

  /**
   * Returns why a request must not go to an engine, once for each life that the client does not
   * know of, or null if it may. A reset may: its client wants the namespace empty.
   */
  @Nullable EngineRestarted refusal(String client, EngineEntry entry, Request request) {
    Map<EngineId, Life> used = clients.get(client);
    if (used == null || request.immediate() || request instanceof Request.Reset) {
      return null;
    }
    Life now = Life.of(entry);
    if (!now.isLaterThan(used.get(entry.id()))) {
      return null;
    }
    used.put(entry.id(), now);
    return EngineRestarted.of(entry.id(), entry.earlierEnd());
  }

  /** Forgets a client. */
  void forget(String client) {
    clients.remove(client);
  }

  /** Returns how many clients something is kept of. */
  int clients() {
    return clients.size();
  }
}
