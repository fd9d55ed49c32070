package org.multiengine.actors.internal.registrar;

import akka.actor.Address;
import akka.actor.typed.ActorRef;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.registry.EngineEntry;

/**
 * Decides which members may report on a slot: the member with the slot's role. In an application's
 * cluster, slots have no roles: there a member with engines has the slot of its own address, or one
 * that no other member has. Decides also which members may give orders.
 */
final class SlotAuthority {

  private static final Set<MemberStatus> PRESENT_STATUSES =
      Set.of(
          MemberStatus.joining(),
          MemberStatus.weaklyUp(),
          MemberStatus.up(),
          MemberStatus.leaving(),
          MemberStatus.exiting());

  private final Supplier<Iterable<Member>> members;
  private final Address self;

  SlotAuthority(Supplier<Iterable<Member>> members, Address self) {
    this.members = members;
    this.self = self;
  }

  static SlotAuthority of(Cluster cluster) {
    return new SlotAuthority(() -> cluster.state().getMembers(), cluster.selfMember().address());
  }

  /** Returns the address of the node of an actor. */
  String nodeOf(ActorRef<?> actor) {
    Address address = actor.path().address();
    return (address.hasLocalScope() ? self : address).toString();
  }

  /**
   * Returns whether a node may report on a slot.
   *
   * @param holders the nodes of the engines that are known in the slot
   */
  boolean mayReport(String node, String slot, Collection<String> holders) {
    return isHolder(node, slot)
        || (isPossibleHolder(node, slot)
            && holders.stream().noneMatch(other -> !other.equals(node) && isEngineNode(other)));
  }

  /** Returns a predicate on entries: whether an entry's node is now a member that has its slot. */
  Predicate<EngineEntry> holders() {
    Map<String, Map<String, Boolean>> known = new HashMap<>();
    return entry ->
        known
            .computeIfAbsent(entry.node(), node -> new HashMap<>())
            .computeIfAbsent(entry.slot(), slot -> holds(entry.node(), slot));
  }

  /** Returns whether a node is a member that has a slot. */
  private boolean holds(String node, String slot) {
    return isHolder(node, slot) || isPossibleHolder(node, slot);
  }

  private boolean isHolder(String node, String slot) {
    return is(
        node,
        member ->
            member.hasRole(NodeRoles.slot(slot))
                || (node.equals(slot) && member.hasRole(NodeRoles.ENGINE)));
  }

  /** Returns whether a node has no slot by its roles, and no other node has this one. */
  private boolean isPossibleHolder(String node, String slot) {
    return isEngineNode(node)
        && is(node, member -> member.getRoles().stream().noneMatch(NodeRoles::isSlot))
        && present().noneMatch(member -> member.hasRole(NodeRoles.slot(slot)))
        && !isEngineNode(slot);
  }

  private boolean isEngineNode(String node) {
    return is(node, member -> member.hasRole(NodeRoles.ENGINE));
  }

  /** Returns whether a node is a member that is a host. */
  boolean isHost(String node) {
    return is(node, member -> member.hasRole(NodeRoles.HOST));
  }

  /**
   * Returns whether the registrar takes orders from a node: from hosts, which pass on the orders of
   * clients, and from members without engines, which have clients in an application's cluster. An
   * engine process runs the code of all clients and has no orders to give.
   */
  boolean mayOrder(String node) {
    return is(node, member -> member.hasRole(NodeRoles.HOST) || !member.hasRole(NodeRoles.ENGINE));
  }

  /** Returns whether a later node is a member at the address of one that has gone. */
  boolean isReplaced(Member gone) {
    return present()
        .anyMatch(
            member ->
                member.address().equals(gone.address())
                    && !member.uniqueAddress().equals(gone.uniqueAddress()));
  }

  /** Returns the members that may hold engines. */
  Stream<String> engineNodes() {
    return present()
        .filter(member -> member.hasRole(NodeRoles.ENGINE))
        .map(member -> member.address().toString());
  }

  /** Returns the addresses of the members that have a slot by their role. */
  Stream<Address> nodesOf(String slot) {
    return StreamSupport.stream(members.get().spliterator(), false)
        .filter(member -> member.hasRole(NodeRoles.slot(slot)))
        .map(Member::address);
  }

  private boolean is(String node, Predicate<Member> property) {
    return present()
        .anyMatch(member -> member.address().toString().equals(node) && property.test(member));
  }

  private Stream<Member> present() {
    return StreamSupport.stream(members.get().spliterator(), false)
        .filter(member -> PRESENT_STATUSES.contains(member.status()));
  }
}
