package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.ActorRef;
import akka.actor.Address;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRefResolver;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.util.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.membership.NodeRoles;
import scala.collection.immutable.IndexedSeq;
import scala.jdk.javaapi.CollectionConverters;

final class SlotAllocationTest {

  private static final ActorTestKit testKit = TestSystems.node(NodeRoles.CLIENT);

  private final List<Member> members = new ArrayList<>();
  private final Map<ActorRef, IndexedSeq<String>> slots = new HashMap<>();
  private final ActorRef requester = region(99);

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @Test
  void allocate_nodeSaysItIsHome_goesThere() {
    node(1, 0, NodeRoles.ENGINE, NodeRoles.slot("a"));
    node(2, 0, NodeRoles.ENGINE, NodeRoles.slot("b"));
    node(3, 0, NodeRoles.ENGINE);

    assertThat(allocate("b")).isEqualTo(region(2));
  }

  @Test
  void allocate_homeHasMost_goesThereStill() {
    node(1, 9, NodeRoles.ENGINE, NodeRoles.slot("a"));
    node(2, 0, NodeRoles.ENGINE);

    assertThat(allocate("a")).isEqualTo(region(1));
  }

  @Test
  void allocate_homeIsThisNode_goesThere() {
    ActorRef local = Adapter.toClassic(testKit.createTestProbe().ref());
    member(0, NodeRoles.ENGINE, NodeRoles.slot("a"));
    slots.put(local, names(3));
    node(2, 0, NodeRoles.ENGINE);

    assertThat(allocate("a")).isEqualTo(local);
  }

  @Test
  void allocate_homeHasGone_waitsForItsReturn() {
    node(1, 0, NodeRoles.ENGINE, NodeRoles.slot("b"));
    node(2, 0, NodeRoles.ENGINE, NodeRoles.slot("c"));

    assertThat(allocation().allocateShard(requester, "a", slots).isCompleted()).isFalse();
  }

  @Test
  void allocate_nodeWithoutTheRoleAsks_goesThere() {
    node(1, 0, NodeRoles.ENGINE);
    node(99, 5, NodeRoles.ENGINE);

    assertThat(allocate("named")).isEqualTo(requester);
  }

  @Test
  void allocate_hostAsksForASlotThatHasGone_waits() {
    node(99, 0, NodeRoles.HOST);
    node(2, 5, NodeRoles.ENGINE);

    assertThat(allocation().allocateShard(requester, "lost", slots).isCompleted()).isFalse();
  }

  @Test
  void allocate_slotNamedByAddress_goesToThatNode() {
    node(1, 0, NodeRoles.ENGINE);
    node(2, 5, NodeRoles.ENGINE);

    assertThat(allocate(address(2).toString())).isEqualTo(region(2));
  }

  @Test
  void rebalance_unevenLoad_movesNothing() {
    node(1, 9, NodeRoles.ENGINE);
    node(2, 0, NodeRoles.ENGINE);

    assertThat(allocation().rebalance(slots, Set.of()).value().get().get()).isEmpty();
  }

  private void node(int number, int load, String... roles) {
    member(number, roles);
    slots.put(region(number), names(load));
  }

  private void member(int number, String... roles) {
    members.add(
        new Member(
            new UniqueAddress(address(number), (long) number),
            number,
            MemberStatus.up(),
            CollectionConverters.asScala(Set.of(roles)).toSet(),
            Version.Zero()));
  }

  private static IndexedSeq<String> names(int count) {
    List<String> names = IntStream.range(0, count).mapToObj(Integer::toString).toList();
    return CollectionConverters.asScala(names).toIndexedSeq();
  }

  private static Address address(int number) {
    return new Address("akka", "multiengine", "10.0.0.1", 10_000 + number);
  }

  private static ActorRef region(int number) {
    return Adapter.toClassic(
        ActorRefResolver.get(testKit.system())
            .resolveActorRef(address(number) + "/system/sharding/multiengine-engine"));
  }

  private SlotAllocation allocation() {
    return new SlotAllocation(() -> members, address(0));
  }

  private ActorRef allocate(String slot) {
    return allocation().allocateShard(requester, slot, slots).value().get().get();
  }
}
