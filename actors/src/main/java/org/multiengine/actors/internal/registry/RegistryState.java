package org.multiengine.actors.internal.registry;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.multiengine.core.identity.EngineId;

/**
 * The registry of engines at one moment, sent by a {@link RegistrySource} to its subscribers.
 *
 * @param entries all engines by id
 */
public record RegistryState(SortedMap<EngineId, EngineEntry> entries) {

  /** Copies the entries. */
  public RegistryState {
    entries = Collections.unmodifiableSortedMap(new TreeMap<>(entries));
  }
}
