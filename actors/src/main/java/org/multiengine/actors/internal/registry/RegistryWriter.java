package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorSystem;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.SelfUniqueAddress;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import java.util.List;
import java.util.function.Function;
import org.multiengine.core.identity.EngineId;

/**
 * Writes the replicated registry. A write is applied to this node's copy at once and reaches the
 * other nodes by gossip, so no reply is awaited.
 */
final class RegistryWriter {

  private final ActorSystem<?> system;
  private final SelfUniqueAddress self;

  RegistryWriter(ActorSystem<?> system) {
    this.system = system;
    this.self = DistributedData.get(system).selfUniqueAddress();
  }

  /** Writes entries, each under its id. */
  void put(List<EngineEntry> changed) {
    if (!changed.isEmpty()) {
      update(data -> withAll(data, changed));
    }
  }

  private LWWMap<Integer, EngineEntry> withAll(
      LWWMap<Integer, EngineEntry> data, List<EngineEntry> changed) {
    LWWMap<Integer, EngineEntry> result = data;
    for (EngineEntry entry : changed) {
      result = result.put(self, entry.id().value(), entry);
    }
    return result;
  }

  /** Removes the entries of those ids. */
  void remove(List<EngineId> ids) {
    if (!ids.isEmpty()) {
      update(data -> without(data, ids));
    }
  }

  private LWWMap<Integer, EngineEntry> without(
      LWWMap<Integer, EngineEntry> data, List<EngineId> ids) {
    LWWMap<Integer, EngineEntry> result = data;
    for (EngineId id : ids) {
      result = result.remove(self, id.value());
    }
    return result;
  }

  private void update(Function<LWWMap<Integer, EngineEntry>, LWWMap<Integer, EngineEntry>> change) {
    DistributedData.get(system)
        .replicator()
        .tell(
            new Replicator.Update<>(
                EngineRegistry.KEY,
                LWWMap.empty(),
                Replicator.writeLocal(),
                system.ignoreRef(),
                change));
  }
}
