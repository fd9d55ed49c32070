package org.multiengine.actors.internal.door;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;

/** The registry as one client has received it, and what is new to the client. */
final class RegistryRows {

  private final Processes processes;
  private Map<Integer, ControlMessage.EngineRow> sent = Map.of();
  private List<ControlMessage.ProcessRow> sentProcesses = List.of();
  private List<String> sentDoors = List.of();
  private long version;

  RegistryRows(Processes processes) {
    this.processes = processes;
  }

  /**
   * Returns the report that brings the client up to date; null if nothing has changed since the
   * first.
   */
  ControlMessage.@Nullable Registry report(SortedMap<EngineId, EngineEntry> entries) {
    Map<String, String> byNode = processes.byNode();
    Map<Integer, ControlMessage.EngineRow> now = new TreeMap<>();
    entries.forEach((id, entry) -> now.put(id.value(), row(entry, byNode)));
    List<ControlMessage.EngineRow> changed = new ArrayList<>(now.values());
    changed.removeIf(row -> row.equals(sent.get(row.id())));
    List<Integer> removed = sent.keySet().stream().filter(id -> !now.containsKey(id)).toList();
    List<ControlMessage.ProcessRow> rows = processes.named(processesOf(now));
    List<String> doors = processes.doors();
    boolean same =
        changed.isEmpty()
            && removed.isEmpty()
            && rows.equals(sentProcesses)
            && doors.equals(sentDoors);
    if (same && version > 0) {
      return null;
    }
    sent = now;
    sentProcesses = rows;
    sentDoors = doors;
    version++;
    return new ControlMessage.Registry(version, rows, changed, removed, doors);
  }

  private static Set<String> processesOf(Map<Integer, ControlMessage.EngineRow> rows) {
    return rows.values().stream()
        .map(ControlMessage.EngineRow::process)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static ControlMessage.EngineRow row(EngineEntry entry, Map<String, String> byNode) {
    return new ControlMessage.EngineRow(
        entry.id().value(),
        entry.slot(),
        entry.node(),
        entry.incarnation(),
        entry.language(),
        entry.state().name(),
        entry.detail(),
        byNode.get(entry.node()),
        entry.stuck(),
        entry.begun(),
        entry.traits());
  }
}
