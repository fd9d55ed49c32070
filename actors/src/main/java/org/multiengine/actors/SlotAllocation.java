package org.multiengine.actors;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.cluster.Member;
import akka.cluster.sharding.ShardCoordinator;
import akka.cluster.typed.Cluster;
import akka.dispatch.Futures;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/**
 * Gives a slot to the node that says it is its home, by a role or as the slot has its address for a
 * name, else to the engine node with the fewest slots. Never moves a slot that has a home: an
 * engine's namespace does not survive a move.
 */
final class SlotAllocation extends ShardCoordinator.AbstractShardAllocationStrategy {

  private final Supplier<Iterable<Member>> members;
  private final Address self;

  SlotAllocation(Supplier<Iterable<Member>> members, Address self) {
    this.members = members;
    this.self = self;
  }

  static SlotAllocation of(Cluster cluster) {
    return new SlotAllocation(() -> cluster.state().getMembers(), cluster.selfMember().address());
  }

  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String slot, Map<ActorRef, IndexedSeq<String>> current) {
    Map<Address, Member> nodes = new TreeMap<>(Comparator.comparing(Address::toString));
    members.get().forEach(member -> nodes.put(member.address(), member));
    ActorRef home =
        current.keySet().stream()
            .filter(region -> isHome(nodes.get(address(region)), slot))
            .findFirst()
            .orElseGet(() -> leastLoaded(requester, nodes, current));
    return Futures.successful(home);
  }

  private static boolean isHome(@Nullable Member member, String slot) {
    return hasRole(member, Slots.role(slot))
        || (member != null && member.address().toString().equals(slot));
  }

  private static boolean hasRole(@Nullable Member member, String role) {
    return member != null && member.hasRole(role);
  }

  private ActorRef leastLoaded(
      ActorRef requester, Map<Address, Member> nodes, Map<ActorRef, IndexedSeq<String>> current) {
    return current.entrySet().stream()
        .filter(region -> hasRole(nodes.get(address(region.getKey())), NodeRoles.ENGINE))
        .min(Comparator.comparingInt(region -> region.getValue().size()))
        .map(Map.Entry::getKey)
        .orElse(requester);
  }

  /** The coordinator knows the region of its own node by a path without an address. */
  private Address address(ActorRef region) {
    Address address = region.path().address();
    return address.hasLocalScope() ? self : address;
  }

  @Override
  public Future<Set<String>> rebalance(
      Map<ActorRef, IndexedSeq<String>> current, Set<String> inProgress) {
    return Futures.successful(Set.of());
  }
}
