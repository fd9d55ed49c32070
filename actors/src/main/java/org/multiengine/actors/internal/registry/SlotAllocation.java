package org.multiengine.actors.internal.registry;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.cluster.Member;
import akka.cluster.sharding.ShardCoordinator;
import akka.cluster.typed.Cluster;
import akka.dispatch.Futures;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.NodeRoles;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/**
 * Gives a slot to the node that says it is its home, by a role or as the slot has its address for a
 * name, else to the engine node that asks for it: a node asks for no other slot than its own. A
 * slot whose node has gone waits for the node's return, as its engines would find nothing of theirs
 * elsewhere. Never moves a slot that has a home: an engine's namespace does not survive a move.
 */
public final class SlotAllocation extends ShardCoordinator.AbstractShardAllocationStrategy {

  private final Supplier<Iterable<Member>> members;
  private final Address self;

  SlotAllocation(Supplier<Iterable<Member>> members, Address self) {
    this.members = members;
    this.self = self;
  }

  public static SlotAllocation of(Cluster cluster) {
    return new SlotAllocation(() -> cluster.state().getMembers(), cluster.selfMember().address());
  }

  @Override
  public Future<ActorRef> allocateShard(
      ActorRef requester, String slot, Map<ActorRef, IndexedSeq<String>> current) {
    Map<Address, Member> nodes = new TreeMap<>(Comparator.comparing(Address::toString));
    members.get().forEach(member -> nodes.put(member.address(), member));
    return current.keySet().stream()
        .filter(region -> isHome(nodes.get(address(region)), slot))
        .findFirst()
        .or(() -> Optional.of(requester).filter(region -> isEngineNode(region, nodes, current)))
        .map(Futures::successful)
        .orElseGet(SlotAllocation::notNow);
  }

  /** The coordinator forgets the question; whoever needs the slot asks again. */
  private static Future<ActorRef> notNow() {
    return Futures.<ActorRef>promise().future();
  }

  private boolean isEngineNode(
      ActorRef region, Map<Address, Member> nodes, Map<ActorRef, IndexedSeq<String>> current) {
    return current.containsKey(region) && hasRole(nodes.get(address(region)), NodeRoles.ENGINE);
  }

  private static boolean isHome(@Nullable Member member, String slot) {
    return hasRole(member, Slots.role(slot))
        || (member != null && member.address().toString().equals(slot));
  }

  private static boolean hasRole(@Nullable Member member, String role) {
    return member != null && member.hasRole(role);
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
