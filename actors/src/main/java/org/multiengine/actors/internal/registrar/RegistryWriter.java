package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorSystem;
import akka.cluster.ddata.LWWMap;
import akka.cluster.ddata.SelfUniqueAddress;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import akka.cluster.ddata.typed.javadsl.Replicator;
import java.time.Duration;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.EngineRegistry;
import org.multiengine.core.identity.EngineId;

/**
 * Writes the replicated registry. A write is applied to this node's copy at once and is sent to the
 * majority of the nodes; gossip brings it to the others. No reply is awaited, because nodes that do
 * not use Distributed Data never reply: a write that is lost is repeated after a comparison.
 */
final class RegistryWriter {

  /** The time for which a write is sent to nodes that have not confirmed it. */
  private static final Duration SEND_LIMIT = Duration.ofSeconds(3);

  private final ActorSystem<?> system;
  private final SelfUniqueAddress self;

  RegistryWriter(ActorSystem<?> system) {
    this.system = system;
    this.self = DistributedData.get(system).selfUniqueAddress();
  }

  /** Writes changes. */
  void write(RegistryEntries.Changes changes) {
    if (!changes.isEmpty()) {
      DistributedData.get(system)
          .replicator()
          .tell(
              new Replicator.Update<>(
                  EngineRegistry.KEY,
                  LWWMap.empty(),
                  new Replicator.WriteMajority(SEND_LIMIT),
                  system.ignoreRef(),
                  data -> with(data, changes)));
    }
  }

  private LWWMap<Integer, EngineEntry> with(
      LWWMap<Integer, EngineEntry> data, RegistryEntries.Changes changes) {
    LWWMap<Integer, EngineEntry> result = data;
    for (EngineId id : changes.removed()) {
      result = result.remove(self, id.value());
    }
    for (EngineEntry entry : changes.put()) {
      result = result.put(self, entry.id().value(), entry);
    }
    return result;
  }
}
