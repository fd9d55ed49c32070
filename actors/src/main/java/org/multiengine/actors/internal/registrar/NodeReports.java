package org.multiengine.actors.internal.registrar;

import akka.actor.typed.javadsl.ActorContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/**
 * Handles the reports of nodes on their engines: checks who sends them, enters the engines, and
 * replies with their ids. Used by the registrar alone.
 */
final class NodeReports {

  private final ActorContext<EngineRegistrar.Command> context;
  private final RegistryEntries entries;
  private final Senders senders;
  private final Rebuilding rebuilding;
  private final Additions additions;
  private final Refusals refusals;
  private final Set<String> warnedSlots = new HashSet<>();
  private long epoch = System.currentTimeMillis();

  NodeReports(
      ActorContext<EngineRegistrar.Command> context,
      RegistryEntries entries,
      Senders senders,
      Rebuilding rebuilding,
      Additions additions,
      Refusals refusals) {
    this.context = context;
    this.entries = entries;
    this.senders = senders;
    this.rebuilding = rebuilding;
    this.additions = additions;
    this.refusals = refusals;
  }

  /** Handles a report, or refuses it. */
  void report(NodeReport report) {
    String problem = report.problem();
    if (problem != null) {
      refusals.refused("the report of a node is not complete: " + problem, null);
      return;
    }
    String node = senders.authority().nodeOf(report.relay());
    List<String> holders = entries.of(report.slot()).stream().map(EngineEntry::node).toList();
    if (!senders.authority().mayReport(node, report.slot(), holders)) {
      refusals.refused(
          "a report on slot " + report.slot() + " from " + node + ", which does not have it", null);
      return;
    }
    if (senders.reporters().isNews(report)) {
      epoch = report.epoch() > epoch ? report.epoch() + 1 : epoch;
      rebuilding.reported(node);
      accept(report, node);
    }
  }

  private void accept(NodeReport report, String node) {
    SortedSet<EngineId> ready =
        new NodeReportRules(entries, report, node, senders.authority().holders())
            .apply(rebuilding.isDone());
    List<EngineLife> lives = entries.livesOf(report.slot());
    if (rebuilding.isDone() && lives.size() < report.engines()) {
      warnOfRoom(report.slot());
    }
    report.replyTo().tell(new EngineRegistrar.Assigned(lives, report.number(), epoch));
    additions.registered(report.slot(), List.copyOf(ready));
    report.ended().forEach(end -> additions.failed(report.slot(), end.how()));
  }

  private void warnOfRoom(String slot) {
    if (warnedSlots.add(slot)) {
      context
          .getLog()
          .warn("slot {} receives fewer engines than it requests: {}", slot, entries.full());
    }
  }

  /** Forgets the relays of nodes that have gone, and the slots that have no engines. */
  void forgetGone() {
    Set<String> nodes = Set.copyOf(senders.authority().engineNodes().toList());
    senders.reporters().retain(relay -> nodes.contains(senders.authority().nodeOf(relay)));
    warnedSlots.removeIf(slot -> !entries.has(slot));
  }
}
