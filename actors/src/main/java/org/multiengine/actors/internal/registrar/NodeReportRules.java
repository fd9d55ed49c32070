package org.multiengine.actors.internal.registrar;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/**
 * The rules by which a report of a node changes the entries of its slot. A life that the node
 * reports is ready, whatever its entry says; a life that it no longer reports is lost. An id that
 * another slot holds stays there, and the life that claims it receives another id.
 */
final class NodeReportRules {

  private final RegistryEntries entries;
  private final NodeReport report;
  private final String node;
  private final Predicate<EngineEntry> heldElsewhere;

  /** The entries of the slot by their incarnations. */
  private final Map<String, EngineEntry> known = new HashMap<>();

  private final Set<String> reported = new HashSet<>();
  private final SortedSet<EngineId> ready = new TreeSet<>();

  /**
   * Creates the rules for a report.
   *
   * @param entries the entries to be changed
   * @param report the report
   * @param node the address of the node that reports
   * @param held returns whether the node of an entry is a member that has the slot
   */
  NodeReportRules(
      RegistryEntries entries, NodeReport report, String node, Predicate<EngineEntry> held) {
    this.entries = entries;
    this.report = report;
    this.node = node;
    this.heldElsewhere = entry -> !entry.node().equals(node) && held.test(entry);
    report.running().forEach(life -> reported.add(life.incarnation()));
  }

  /**
   * Changes the entries; returns the ids of the engines that take requests.
   *
   * @param mayGiveIds whether the slot receives the ids that it lacks
   */
  SortedSet<EngineId> apply(boolean mayGiveIds) {
    removeKilled();
    mine().forEach(entry -> known.put(entry.incarnation(), entry));
    List<EngineLife> living =
        report.running().stream()
            .filter(life -> !report.killed().contains(life.incarnation()))
            .toList();
    living.stream().filter(this::hasId).forEach(this::record);
    living.stream().filter(life -> !hasId(life)).forEach(this::record);
    mine().filter(entry -> !ready.contains(entry.id())).toList().forEach(this::notReported);
    removeSurplus();
    if (mayGiveIds) {
      giveIds();
    }
    return ready;
  }

  private Stream<EngineEntry> mine() {
    return entries.of(report.slot()).stream();
  }

  private void removeKilled() {
    mine()
        .filter(entry -> report.killed().contains(entry.incarnation()))
        .toList()
        .forEach(entries::remove);
  }

  /** Returns whether a life has an entry, or can have the id that it claims. */
  private boolean hasId(EngineLife life) {
    EngineEntry there = entries.get(life.engine());
    return known.containsKey(life.incarnation()) || there == null || isFree(there);
  }

  /** Records that a life takes requests, unless the cluster has no room for it. */
  private void record(EngineLife life) {
    EngineEntry entry = known.get(life.incarnation());
    EngineId id = entry == null ? idFor(life) : entry.id();
    if (id == null) {
      return;
    }
    ready.add(id);
    EngineEntry before = entries.get(id);
    if (before == null || !isRecorded(before, life)) {
      EngineEntry now =
          entry(id, life.incarnation(), EngineEntry.State.READY, earlierEnd(before, life));
      entries.put(now);
      known.put(life.incarnation(), now);
    }
  }

  private boolean isRecorded(EngineEntry entry, EngineLife life) {
    return entry.isReady()
        && entry.stuck().isEmpty() // a process that reports makes progress
        && entry.incarnation().equals(life.incarnation())
        && entry.relay().equals(report.relay());
  }

  private @Nullable EngineId idFor(EngineLife life) {
    EngineEntry there = entries.get(life.engine());
    if (there != null && isFree(there)) {
      return life.engine();
    }
    if (there == null) {
      return entries.hasRoomFor(1, 0) ? life.engine() : null;
    }
    return mine()
        .filter(this::isFree)
        .map(EngineEntry::id)
        .findFirst()
        .orElseGet(() -> entries.hasRoomFor(1, 0) ? entries.lowestFreeId() : null);
  }

  /** Returns whether the slot may use an entry for another life than the one it has. */
  private boolean isFree(EngineEntry entry) {
    return entry.slot().equals(report.slot())
        && !reported.contains(entry.incarnation())
        && !ready.contains(entry.id())
        && (entry.isLost() || !heldElsewhere.test(entry));
  }

  /** Returns how the earlier incarnation ended; empty if there was none. */
  private String earlierEnd(@Nullable EngineEntry before, EngineLife life) {
    if (before == null || before.incarnation().isEmpty()) {
      return "";
    }
    if (before.incarnation().equals(life.incarnation())) {
      return before.isReady() ? before.detail() : "";
    }
    return before.isReady() ? ended(before.id()) : before.detail();
  }

  private static String ended(EngineId id) {
    return "engine " + id + " has ended on its node";
  }

  private EngineEntry entry(
      EngineId id, String incarnation, EngineEntry.State state, String detail) {
    return new EngineEntry(
            id,
            report.slot(),
            node,
            incarnation,
            report.relay(),
            report.language(),
            state,
            detail,
            "")
        .traits(report.traits());
  }

  private void notReported(EngineEntry entry) {
    String how = report.endOf(entry.id());
    if (!entry.relay().equals(report.relay())) {
      takeOver(entry);
    } else if (entry.isReady()) {
      entries.put(entry.lost(how == null ? ended(entry.id()) : how));
    } else if (!entry.isLost() && how != null) {
      entries.put(entry.lost(how));
    }
  }

  /** Has an engine of an earlier process of the slot start again in the process that reports. */
  private void takeOver(EngineEntry entry) {
    if (!entry.isLost() && heldElsewhere.test(entry)) {
      return;
    }
    EngineEntry lost = entry.isLost() ? entry : entry.lost(EngineEntry.NODE_LEFT);
    if (!entry.isLost()) {
      entries.put(lost);
    }
    // It keeps its incarnation until it runs.
    entries.put(
        entry(entry.id(), entry.incarnation(), EngineEntry.State.STARTING, lost.detail())
            .begun(lost.begun()));
  }

  /**
   * Removes what the slot has too many of: engines that do not run, the unborn and latest first.
   */
  private void removeSurplus() {
    long surplus = mine().count() - report.engines();
    if (surplus > 0) {
      mine()
          .filter(entry -> !entry.isReady())
          .filter(entry -> entry.isLost() || !heldElsewhere.test(entry))
          .sorted(
              Comparator.comparing((EngineEntry entry) -> !entry.incarnation().isEmpty())
                  .thenComparing(EngineEntry::id, Comparator.reverseOrder()))
          .limit(surplus)
          .toList()
          .forEach(entries::remove);
    }
  }

  /** Gives the slot the ids it lacks, the lowest free ones first, as far as there is room. */
  private void giveIds() {
    for (long count = mine().count(); count < report.engines(); count++) {
      if (!entries.hasRoomFor(1, 0)) {
        return;
      }
      entries.put(entry(entries.lowestFreeId(), "", EngineEntry.State.STARTING, ""));
    }
  }
}
