package org.multiengine.actors.internal.node;

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
import org.multiengine.actors.internal.membership.NodeRoles;
import scala.collection.immutable.IndexedSeq;
import scala.concurrent.Future;

/**
 * Allocates the shard of a slot to the node of the slot. That node has the slot's role, or its
 * address is the slot's name, or it is the engine node that requests the shard, because a node
 * requests no shard but its own.
 *
 * <p>A slot whose node has left stays unallocated until the node returns, and an allocated slot is
 * never moved: an engine's namespace exists in its own process only.
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

  /** Returns a future that never completes. The coordinator drops it; the region asks again. */
  private static Future<ActorRef> notNow() {
    return Futures.<ActorRef>promise().future();
  }

  private boolean isEngineNode(
      ActorRef region, Map<Address, Member> nodes, Map<ActorRef, IndexedSeq<String>> current) {
    return current.containsKey(region) && hasRole(nodes.get(address(region)), NodeRoles.ENGINE);
  }

  private static boolean isHome(@Nullable Member member, String slot) {
    return hasRole(member, NodeRoles.slot(slot))
        || (member != null && member.address().toString().equals(slot));
  }

  private static boolean hasRole(@Nullable Member member, String role) {
    return member != null && member.hasRole(role);
  }

  /**
   * Returns the address of a region's node. The path of the coordinator's own region has no
   * address.
   */
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
