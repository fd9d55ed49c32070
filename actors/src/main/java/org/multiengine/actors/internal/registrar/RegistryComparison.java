package org.multiengine.actors.internal.registrar;

import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;

/**
 * The comparison of the registrar's entries with the replicated registry. A write takes a moment
 * until it is seen, so only a difference that lasts is reported. Used by the registrar alone.
 */
final class RegistryComparison {

  private SortedMap<EngineId, EngineEntry> seen = Collections.emptySortedMap();
  private Set<EngineId> differing = Set.of();

  /** Notes the replicated registry, as this node has it now. */
  void saw(SortedMap<EngineId, EngineEntry> registry) {
    seen = registry;
  }

  /** Returns the ids whose entries differ now and did so at the last call. */
  Set<EngineId> lasting(SortedMap<EngineId, EngineEntry> own) {
    Set<EngineId> now = new HashSet<>(own.keySet());
    now.addAll(seen.keySet());
    now.removeIf(id -> Objects.equals(own.get(id), seen.get(id)));
    Set<EngineId> lasting = new HashSet<>(now);
    lasting.retainAll(differing);
    differing = now;
    return lasting;
  }
}
