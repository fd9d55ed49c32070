package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.UniqueAddress;
import akka.util.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.membership.NodeRoles;
import scala.jdk.javaapi.CollectionConverters;

final class SlotAuthorityTest {

  private final List<Member> members = new ArrayList<>();
  private final SlotAuthority authority = new SlotAuthority(() -> members, address(0));

  @Test
  void mayReport_memberWithTheRole_isTrue() {
    member(1, MemberStatus.up(), NodeRoles.ENGINE, NodeRoles.slot("a"));

    assertThat(mayReport(1, "a")).isTrue();
    assertThat(mayReport(1, "b")).isFalse();
  }

  @Test
  void mayReport_noMember_isFalse() {
    assertThat(mayReport(1, "a")).isFalse();
  }

  @Test
  void mayReport_memberThatWasDeclaredDown_isFalse() {
    member(1, MemberStatus.down(), NodeRoles.ENGINE, NodeRoles.slot("a"));

    assertThat(mayReport(1, "a")).isFalse();
  }

  @Test
  void mayReport_client_isFalse() {
    member(1, MemberStatus.up(), NodeRoles.CLIENT);

    assertThat(mayReport(1, "a")).isFalse();
    assertThat(mayReport(1, address(1).toString())).isFalse();
  }

  @Test
  void mayReport_engineNodeOfAnotherSlot_isFalse() {
    member(1, MemberStatus.up(), NodeRoles.ENGINE, NodeRoles.slot("a"));
    member(2, MemberStatus.up(), NodeRoles.ENGINE, NodeRoles.slot("b"));

    assertThat(mayReport(2, "a")).isFalse();
    assertThat(mayReport(2, "unknown")).isFalse();
  }

  @Test
  void mayReport_slotNamedByItsAddress_isTrueForThatNodeOnly() {
    member(1, MemberStatus.up(), NodeRoles.ENGINE);
    member(2, MemberStatus.up(), NodeRoles.ENGINE);

    assertThat(mayReport(1, address(1).toString())).isTrue();
    assertThat(mayReport(2, address(1).toString())).isFalse();
  }

  @Test
  void mayReport_applicationThatNamesItsSlot_isTrueUnlessAnotherHasIt() {
    member(1, MemberStatus.up(), NodeRoles.ENGINE);
    member(2, MemberStatus.up(), NodeRoles.ENGINE);
    member(3, MemberStatus.up(), NodeRoles.ENGINE, NodeRoles.slot("b"));

    assertThat(mayReport(1, "a")).isTrue();
    assertThat(mayReport(1, "b")).isFalse();
    assertThat(mayReport(2, "a", address(1).toString())).isFalse();
    assertThat(mayReport(2, "a", address(9).toString())).isTrue();
  }

  @Test
  void isHost_membersWithTheRole_isTrue() {
    member(1, MemberStatus.up(), NodeRoles.HOST);
    member(2, MemberStatus.up(), NodeRoles.CLIENT);

    assertThat(authority.isHost(address(1).toString())).isTrue();
    assertThat(authority.isHost(address(2).toString())).isFalse();
  }

  @Test
  void mayOrder_hostsAndMembersWithoutEngines_isTrue() {
    member(1, MemberStatus.up(), NodeRoles.HOST, NodeRoles.ENGINE);
    member(2, MemberStatus.up(), NodeRoles.CLIENT);
    member(3, MemberStatus.up(), NodeRoles.ENGINE, NodeRoles.slot("a"));
    member(4, MemberStatus.up(), NodeRoles.ENGINE, NodeRoles.CLIENT);
    member(5, MemberStatus.down(), NodeRoles.HOST);

    assertThat(IntStream.rangeClosed(1, 6).filter(this::mayOrder)).containsExactly(1, 2);
  }

  @Test
  void isReplaced_memberAtTheSameAddress_isTrueForTheEarlierOne() {
    Member gone = of(1, 7, MemberStatus.up(), NodeRoles.ENGINE);
    members.add(of(1, 8, MemberStatus.up(), NodeRoles.ENGINE));

    assertThat(authority.isReplaced(gone)).isTrue();
    assertThat(authority.isReplaced(members.get(0))).isFalse();
  }

  private boolean mayOrder(int node) {
    return authority.mayOrder(address(node).toString());
  }

  private boolean mayReport(int node, String slot, String... holders) {
    return authority.mayReport(address(node).toString(), slot, List.of(holders));
  }

  private void member(int number, MemberStatus status, String... roles) {
    members.add(of(number, number, status, roles));
  }

  private static Member of(int number, long uid, MemberStatus status, String... roles) {
    return new Member(
        new UniqueAddress(address(number), uid),
        number,
        status,
        CollectionConverters.asScala(Set.of(roles)).toSet(),
        Version.Zero());
  }

  private static Address address(int number) {
    return new Address("akka", "multiengine", "10.0.0.1", 10_000 + number);
  }
}
