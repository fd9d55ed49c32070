package org.multiengine.actors.internal.door.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.door.ControlMessage;
import org.multiengine.actors.internal.registry.EngineEntry;

/**
 * The rows of the registry that hosts have reported to a client. Another host may report less than
 * the one before, because it has been informed later. An engine that is missing in its first report
 * stays as long as the client has a connection to the engine's process. Used by one thread at a
 * time.
 */
final class KnownRows {

  private final NavigableMap<Integer, ControlMessage.EngineRow> engines = new TreeMap<>();
  private final Map<String, ControlMessage.ProcessRow> processes = new HashMap<>();
  private Set<String> reported = Set.of();

  /** The engines that the current host has not reported. */
  private final Set<Integer> unconfirmed = new HashSet<>();

  /**
   * Takes a report. The first of a connection contains everything that its host knows.
   *
   * @param isConnected whether the client has a connection to a process
   */
  void take(ControlMessage.Registry report, Predicate<String> isConnected) {
    Map<Integer, ControlMessage.EngineRow> before = Map.copyOf(engines);
    if (report.version() == 1) {
      engines.values().removeIf(row -> !isReachable(row, isConnected));
      unconfirmed.addAll(engines.keySet());
    }
    report.removed().forEach(this::remove);
    for (ControlMessage.EngineRow row : report.engines()) {
      engines.put(row.id(), current(row, before.get(row.id()), isConnected));
      unconfirmed.remove(row.id());
    }
    unconfirmed.retainAll(engines.keySet());
    reported =
        report.processes().stream()
            .map(ControlMessage.ProcessRow::process)
            .collect(Collectors.toSet());
    processes.keySet().removeIf(process -> !isConnected.test(process));
    processes.putAll(
        report.processes().stream()
            .collect(Collectors.toMap(ControlMessage.ProcessRow::process, Function.identity())));
  }

  private void remove(int id) {
    engines.remove(id);
    unconfirmed.remove(id);
  }

  private static boolean isReachable(ControlMessage.EngineRow row, Predicate<String> isConnected) {
    return !isLost(row) && row.process() != null && isConnected.test(row.process());
  }

  private static boolean isReady(ControlMessage.EngineRow row) {
    return row.state().equals(EngineEntry.State.READY.name());
  }

  private static boolean isLost(ControlMessage.EngineRow row) {
    return row.state().equals(EngineEntry.State.LOST.name());
  }

  /**
   * Returns a row as this client knows it. If the host does not know the engine's process, the
   * process is that of an earlier row while the client has a connection to it; without one, the
   * process has left the cluster, and the registry will say so soon.
   */
  private static ControlMessage.EngineRow current(
      ControlMessage.EngineRow row,
      ControlMessage.@Nullable EngineRow before,
      Predicate<String> isConnected) {
    boolean isSame = before != null && before.incarnation().equals(row.incarnation());
    if (before == null || !isSame || row.process() != null || isLost(row)) {
      return row;
    }
    if (isReachable(before, isConnected)) {
      return row.of(before.process());
    }
    boolean wasKnown = before.process() != null || isLost(before);
    return wasKnown && isReady(row) ? row.lost(EngineEntry.NODE_LEFT) : row;
  }

  /** Forgets what only a connection to a process has kept, because it has ended. */
  void disconnected(String process) {
    engines
        .values()
        .removeIf(row -> unconfirmed.contains(row.id()) && process.equals(row.process()));
    unconfirmed.retainAll(engines.keySet());
    if (!reported.contains(process)) {
      processes.remove(process);
    }
  }

  /** Returns the rows of all engines. */
  Collection<ControlMessage.EngineRow> engines() {
    return engines.values();
  }

  /** Returns a process by its name; null if it is not known. */
  ControlMessage.@Nullable ProcessRow process(@Nullable String name) {
    return name == null ? null : processes.get(name);
  }

  /** Returns the processes that have engines which are not lost. */
  Set<String> used() {
    return engines.values().stream()
        .filter(row -> !isLost(row))
        .map(ControlMessage.EngineRow::process)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }
}
