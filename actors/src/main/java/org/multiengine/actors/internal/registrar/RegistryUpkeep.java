package org.multiengine.actors.internal.registrar;

import akka.cluster.Member;
import java.util.SortedMap;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;

/**
 * Keeps the entries of the registry true between the reports of nodes: by the members that have
 * gone, by the intervals that have passed, and by the replicated registry. Used by the registrar
 * alone.
 */
final class RegistryUpkeep {

  private final RegistryEntries entries;
  private final SlotAuthority authority;
  private final Rebuilding rebuilding;
  private final RegistryComparison comparison = new RegistryComparison();
  private final int lostAfterIntervals;

  /**
   * Creates it.
   *
   * @param lostAfterIntervals the number of intervals without a report after which an engine whose
   *     node has gone is lost
   */
  RegistryUpkeep(
      RegistryEntries entries,
      SlotAuthority authority,
      Rebuilding rebuilding,
      int lostAfterIntervals) {
    this.entries = entries;
    this.authority = authority;
    this.rebuilding = rebuilding;
    this.lostAfterIntervals = lostAfterIntervals;
  }

  /** Handles that a member has gone. */
  void memberGone(Member member, String how) {
    String node = member.address().toString();
    rebuilding.reported(node); // it no longer can
    if (!authority.isReplaced(member)) {
      entries.nodeLost(node, how);
    }
  }

  /** Handles the replicated registry, as this node has it now. */
  void saw(SortedMap<EngineId, EngineEntry> registry) {
    comparison.saw(registry);
    entries.adopt(registry.values());
  }

  /** Handles that an interval has passed in which nodes report. */
  void intervalPassed() {
    rebuilding.intervalPassed();
    entries.intervalPassed(authority.holders(), lostAfterIntervals);
    entries.writeAgain(comparison.lasting(entries.all()));
  }
}
