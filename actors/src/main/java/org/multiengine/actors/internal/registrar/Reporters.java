package org.multiengine.actors.internal.registrar;

import akka.actor.typed.ActorRef;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.multiengine.actors.internal.link.frame.LinkFrame;

/**
 * The relays that report to the registrar. A registrar learns them from their reports. Used by the
 * registrar alone.
 */
final class Reporters {

  /** How many relays of ended processes are remembered, to recognize their last reports. */
  private static final int MAX_REMEMBERED_ENDS = 1_000;

  private record Latest(String slot, String host, long number) {}

  private final Map<ActorRef<LinkFrame>, Latest> latest = new HashMap<>();
  private final Set<ActorRef<LinkFrame>> ended = new LinkedHashSet<>();

  /**
   * Notes a report; returns whether it is later than the others of its relay, and the relay's
   * process has not ended.
   */
  boolean isNews(NodeReport report) {
    Latest before = latest.get(report.relay());
    if (ended.contains(report.relay())
        || (before != null && report.number() - before.number() <= 0)) {
      return false;
    }
    latest.put(report.relay(), new Latest(report.slot(), report.host(), report.number()));
    return true;
  }

  /** Returns whether a host may report the end of a slot's process. */
  boolean isHostOf(String slot, String host) {
    return latest.values().stream()
        .filter(relay -> relay.slot().equals(slot) && !relay.host().isEmpty())
        .allMatch(relay -> relay.host().equals(host));
  }

  /** Notes that the process of a slot has ended. Reports of it that are on their way are late. */
  void ended(String slot, Iterable<ActorRef<LinkFrame>> relays) {
    relays.forEach(ended::add);
    latest.forEach(
        (relay, last) -> {
          if (last.slot().equals(slot)) {
            ended.add(relay);
          }
        });
    latest.keySet().removeAll(ended);
    while (ended.size() > MAX_REMEMBERED_ENDS) {
      ended.remove(ended.iterator().next());
    }
  }

  /** Forgets the relays of nodes that are no longer members. */
  void retain(Predicate<ActorRef<LinkFrame>> isMember) {
    latest.keySet().removeIf(isMember.negate());
  }
}
