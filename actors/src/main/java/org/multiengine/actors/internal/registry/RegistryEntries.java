package org.multiengine.actors.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * The entries of the registry and the rules by which they change. Each method that changes entries
 * returns those to be written.
 */
final class RegistryEntries {

  private final SortedMap<EngineId, EngineEntry> entries;
  private final int maxEngines;

  /**
   * Creates the entries.
   *
   * @param entries the entries so far
   * @param maxEngines the most engines that the cluster may have
   */
  RegistryEntries(SortedMap<EngineId, EngineEntry> entries, int maxEngines) {
    this.entries = new TreeMap<>(entries);
    this.maxEngines = maxEngines;
  }

  /** Returns whether the cluster may have so many more engines. */
  boolean hasRoomFor(int engines) {
    return entries.size() + engines <= maxEngines;
  }

  /** Returns the text of the refusal when there is no room. */
  String full() {
    return "a cluster has at most "
        + maxEngines
        + " engines; raise multiengine.registry.max-engines, or remove some";
  }

  /** Returns the ids of a slot's engines in ascending order. */
  List<EngineId> idsOf(String slot) {
    List<EngineId> ids = new ArrayList<>();
    entries.values().stream()
        .filter(entry -> entry.slot().equals(slot))
        .forEach(entry -> ids.add(entry.id()));
    return ids;
  }

  /** Returns whether a slot has engines. */
  boolean has(String slot) {
    return entries.values().stream().anyMatch(entry -> entry.slot().equals(slot));
  }

  /**
   * Gives a slot the ids it lacks, the lowest free ones first, as far as there is room, and records
   * its engines that are running.
   */
  List<EngineEntry> register(EngineRegistrar.Register register) {
    List<EngineEntry> changed = new ArrayList<>();
    List<EngineId> ids = idsOf(register.slot());
    while (ids.size() < register.engines() && hasRoomFor(1)) {
      EngineId id = lowestFreeId();
      ids.add(id);
      var unborn = new EngineRegistrar.Incarnation(id, "");
      put(changed, entry(register, unborn, EngineEntry.State.STARTING, ""));
    }
    for (EngineId id : ids) {
      EngineEntry known = entries.get(id);
      if (known != null && isLostElsewhere(known, register)) {
        put(changed, startingAgain(known, register));
      }
    }
    for (EngineRegistrar.Incarnation running : register.running()) {
      EngineEntry known = entries.get(running.id());
      if (known == null || !known.incarnation().equals(running.incarnation())) {
        put(changed, entry(register, running, EngineEntry.State.READY, earlierEnd(known)));
      }
    }
    return changed;
  }

  private static boolean isLostElsewhere(EngineEntry known, EngineRegistrar.Register register) {
    return known.state() == EngineEntry.State.LOST && !known.relay().equals(register.relay());
  }

  /** Returns the entry of an engine that starts again. It keeps its incarnation until it runs. */
  private static EngineEntry startingAgain(EngineEntry known, EngineRegistrar.Register register) {
    return entry(
        register,
        new EngineRegistrar.Incarnation(known.id(), known.incarnation()),
        EngineEntry.State.STARTING,
        known.detail());
  }

  /** Returns how the earlier incarnation ended; empty if the engine never ran before. */
  private static String earlierEnd(@Nullable EngineEntry known) {
    return known == null || known.incarnation().isEmpty() ? "" : known.detail();
  }

  private EngineId lowestFreeId() {
    int id = 0;
    while (entries.containsKey(new EngineId(id))) {
      id++;
    }
    return new EngineId(id);
  }

  private static EngineEntry entry(
      EngineRegistrar.Register register,
      EngineRegistrar.Incarnation incarnation,
      EngineEntry.State state,
      String detail) {
    return new EngineEntry(
        incarnation.id(),
        register.slot(),
        register.node(),
        incarnation.incarnation(),
        register.relay(),
        register.language(),
        state,
        detail);
  }

  /** Marks an engine lost, provided it is in that slot and not lost already. */
  List<EngineEntry> engineLost(EngineId id, String slot, String how) {
    return lost(entry -> entry.id().equals(id) && entry.slot().equals(slot) && !isLost(entry), how);
  }

  /** Marks the engines of a node lost that are not lost already. */
  List<EngineEntry> nodeLost(String node, String how) {
    return lost(entry -> entry.node().equals(node) && !isLost(entry), how);
  }

  /**
   * Marks all engines lost whose node is not among the given ones and that are not lost already.
   */
  List<EngineEntry> lostOutside(Set<String> nodes) {
    return lost(entry -> !nodes.contains(entry.node()) && !isLost(entry), EngineEntry.NODE_LEFT);
  }

  /**
   * Marks the engines of a slot lost. The detail replaces that of an engine that is lost already,
   * because the host knows most about the end of its process.
   */
  List<EngineEntry> slotLost(String slot, String how) {
    return lost(entry -> entry.slot().equals(slot), how);
  }

  private List<EngineEntry> lost(Predicate<EngineEntry> which, String how) {
    List<EngineEntry> changed = new ArrayList<>();
    entries.values().stream()
        .filter(which)
        .toList()
        .forEach(entry -> put(changed, entry.lost(how)));
    return changed;
  }

  private static boolean isLost(EngineEntry entry) {
    return entry.state() == EngineEntry.State.LOST;
  }

  private void put(List<EngineEntry> changed, EngineEntry entry) {
    EngineLog.changed(entries.put(entry.id(), entry), entry);
    changed.add(entry);
  }

  /** Removes an engine, provided it is in that slot; returns its id. */
  List<EngineId> remove(EngineId id, String slot) {
    return remove(entry -> entry.id().equals(id) && entry.slot().equals(slot));
  }

  /** Removes all engines that are lost; returns their ids in ascending order. */
  List<EngineId> removeLost() {
    return remove(RegistryEntries::isLost);
  }

  private List<EngineId> remove(Predicate<EngineEntry> which) {
    List<EngineEntry> removed = entries.values().stream().filter(which).toList();
    removed.forEach(
        entry -> {
          entries.remove(entry.id());
          EngineLog.removed(entry);
        });
    return removed.stream().map(EngineEntry::id).toList();
  }
}
