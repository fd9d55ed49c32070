package org.multiengine.actors.internal.registrar;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/**
 * The entries of the registry and the rules by which they change. The changes are collected until
 * {@link #takeChanges} is called, and are then written. Used by the registrar alone.
 */
final class RegistryEntries {

  /**
   * Changes of the registry.
   *
   * @param put the entries that are new or have changed
   * @param removed the ids that have no entry any longer
   */
  record Changes(List<EngineEntry> put, List<EngineId> removed) {

    boolean isEmpty() {
      return put.isEmpty() && removed.isEmpty();
    }
  }

  /** How many removed lives are remembered, so that a late copy of the registry does not return. */
  private static final int MAX_REMEMBERED_REMOVALS = 10_000;

  private final SortedMap<EngineId, EngineEntry> entries;
  private final int maxEngines;
  private final SortedMap<EngineId, EngineEntry> changed = new TreeMap<>();
  private final Set<EngineId> removed = new TreeSet<>();
  private final Set<EngineLife> removedLives = new LinkedHashSet<>();

  /** For how many intervals in a row the node of an engine has not been a member. */
  private final Map<EngineId, Integer> absences = new HashMap<>();

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

  /**
   * Returns whether the cluster may have more engines. No number of engines makes this overflow.
   *
   * @param engines how many more, at least 0
   * @param ordered how many engines have been ordered and have no entry yet
   */
  boolean hasRoomFor(int engines, int ordered) {
    return engines <= (long) maxEngines - entries.size() - ordered;
  }

  /** Returns the text of the refusal when there is no room. */
  String full() {
    return "a cluster has at most "
        + maxEngines
        + " engines; raise multiengine.registry.max-engines, or remove some";
  }

  /** Returns all entries. */
  SortedMap<EngineId, EngineEntry> all() {
    return Collections.unmodifiableSortedMap(entries);
  }

  /** Returns the entry of an engine; null if there is none. */
  @Nullable EngineEntry get(EngineId id) {
    return entries.get(id);
  }

  /** Returns the entries of a slot in the order of their ids. */
  List<EngineEntry> of(String slot) {
    return entries.values().stream().filter(entry -> entry.slot().equals(slot)).toList();
  }

  /** Returns the lives of a slot's engines in the order of their ids. */
  List<EngineLife> livesOf(String slot) {
    return of(slot).stream().map(EngineEntry::life).toList();
  }

  /** Returns whether a slot has engines. */
  boolean has(String slot) {
    return entries.values().stream().anyMatch(entry -> entry.slot().equals(slot));
  }

  EngineId lowestFreeId() {
    int id = 0;
    while (entries.containsKey(new EngineId(id))) {
      id++;
    }
    return new EngineId(id);
  }

  /** Sets the entry of an engine. */
  void put(EngineEntry entry) {
    EngineLog.changed(entries.put(entry.id(), entry), entry);
    absences.remove(entry.id());
    removed.remove(entry.id());
    changed.put(entry.id(), entry);
  }

  /** Removes the entry of an engine, whose id may be given again. */
  void remove(EngineEntry entry) {
    entries.remove(entry.id());
    EngineLog.removed(entry);
    absences.remove(entry.id());
    changed.remove(entry.id());
    removed.add(entry.id());
    removedLives.add(entry.life());
    if (removedLives.size() > MAX_REMEMBERED_REMOVALS) {
      removedLives.remove(removedLives.iterator().next());
    }
  }

  /** Returns the changes since the last call. */
  Changes takeChanges() {
    var changes = new Changes(List.copyOf(changed.values()), List.copyOf(removed));
    changed.clear();
    removed.clear();
    return changes;
  }

  /** Has entries, and ids that have none, written again. */
  void writeAgain(Collection<EngineId> ids) {
    for (EngineId id : ids) {
      EngineEntry entry = entries.get(id);
      if (entry == null) {
        removed.add(id);
      } else {
        changed.put(id, entry);
      }
    }
  }

  /**
   * Takes over entries of the replicated registry that are not known here, such as those that an
   * earlier registrar wrote last. An id that is known keeps its entry, and so does a life.
   */
  void adopt(Collection<EngineEntry> seen) {
    Set<String> lives = new HashSet<>();
    entries.values().forEach(entry -> lives.add(entry.incarnation()));
    lives.remove("");
    for (EngineEntry entry : seen) {
      if (!removedLives.contains(entry.life()) && !lives.contains(entry.incarnation())) {
        entries.putIfAbsent(entry.id(), entry);
      }
    }
  }

  /** Marks the engines of a node lost that are not lost already. */
  void nodeLost(String node, String how) {
    lose(entry -> entry.node().equals(node) && !entry.isLost(), how);
  }

  /**
   * Marks the engines of a slot lost. The detail replaces that of an engine that is lost already,
   * because the host knows most about the end of its process.
   *
   * @param begun the attempts at tasks that the process had begun; empty if that is not known
   */
  void slotLost(String slot, String how, String begun) {
    of(slot).stream()
        .filter(entry -> !entry.equals(entry.lost(how, begun)))
        .forEach(entry -> put(entry.lost(how, begun)));
  }

  /** Marks the engines of a slot lost of whose attempts at tasks nothing is known. */
  void slotLost(String slot, String how) {
    slotLost(slot, how, "");
  }

  /**
   * Records whether the process of a slot makes progress, for its engines that take requests.
   *
   * @param since since when it makes none; empty if it does
   */
  void slotStuck(String slot, String since) {
    requireNonNull(since, "since");
    of(slot).stream()
        .filter(entry -> entry.isReady() && !entry.stuck().equals(since))
        .forEach(entry -> put(entry.stuck(since)));
  }

  /**
   * Counts an interval. An engine is lost when its node has not been a member that has its slot for
   * so many intervals in a row. Late reports of a node that is a member make no loss.
   *
   * @param held returns whether the node of an entry is a member that has the slot
   * @param limit the number of intervals
   */
  void intervalPassed(Predicate<EngineEntry> held, int limit) {
    entries.values().stream()
        .filter(held.or(EngineEntry::isLost))
        .forEach(entry -> absences.remove(entry.id()));
    lose(
        entry ->
            !entry.isLost()
                && !held.test(entry)
                && absences.merge(entry.id(), 1, Integer::sum) >= limit,
        EngineEntry.NODE_LEFT);
  }

  private void lose(Predicate<EngineEntry> which, String how) {
    List<EngineEntry> losing = entries.values().stream().filter(which).toList();
    losing.forEach(entry -> put(entry.lost(how)));
  }

  /** Removes all engines that are lost; returns their ids in ascending order. */
  List<EngineId> removeLost() {
    List<EngineEntry> lost = entries.values().stream().filter(EngineEntry::isLost).toList();
    lost.forEach(this::remove);
    return lost.stream().map(EngineEntry::id).toList();
  }
}
