package org.multiengine.actors.internal.registry;

import akka.cluster.ddata.Key;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.LWWMapKey;
import akka.cluster.ddata.typed.javadsl.Replicator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.multiengine.core.identity.EngineId;

/**
 * The registry of engines, replicated to every node by Akka Distributed Data. The registrar alone
 * writes it.
 */
public final class EngineRegistry {

  /** The key of the replicated map from ids to entries. */
  public static final Key<LWWMap<Integer, EngineEntry>> KEY =
      LWWMapKey.create("multiengine-engines");

  private EngineRegistry() {}

  /** Returns the class of the messages to subscribers, with its type parameter. */
  @SuppressWarnings("unchecked")
  public static Class<Replicator.SubscribeResponse<LWWMap<Integer, EngineEntry>>>
      subscribeResponse() {
    return (Class<Replicator.SubscribeResponse<LWWMap<Integer, EngineEntry>>>)
        (Class<?>) Replicator.SubscribeResponse.class;
  }

  /** Returns the entries by id. */
  public static SortedMap<EngineId, EngineEntry> entries(LWWMap<Integer, EngineEntry> data) {
    SortedMap<EngineId, EngineEntry> entries = new TreeMap<>();
    data.getEntries().values().forEach(entry -> entries.put(entry.id(), entry));
    return entries;
  }
}
