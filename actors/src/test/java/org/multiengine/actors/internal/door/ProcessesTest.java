package org.multiengine.actors.internal.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.membership.NodeRoles;

final class ProcessesTest {

  private static final String DOOR = "10.0.0.1:7000";

  private final TestMembers members = new TestMembers();
  private final Processes processes = new Processes(members);
  private final String host = members.add(1, NodeRoles.HOST, NodeRoles.door(DOOR));

  private String engine(int number, long uid) {
    return members.add(
        number, uid, NodeRoles.ENGINE, NodeRoles.slot("a-" + number), NodeRoles.door(DOOR));
  }

  @Test
  void own_thisProcess_isItsName() {
    engine(2, 2);

    assertThat(processes.own()).isEqualTo(host);
  }

  @Test
  void find_engineProcess_hasItsSlotAndTheDoorOfItsHost() {
    String engine = engine(2, 2);

    assertThat(processes.find(engine)).contains(new ControlMessage.ProcessRow(engine, "a-2", DOOR));
    assertThat(processes.find(host)).contains(new ControlMessage.ProcessRow(host, "", DOOR));
  }

  @Test
  void find_processThatHasGone_isEmptyAlsoWhenAnotherHasItsAddress() {
    String gone = engine(2, 2);
    members.remove(2);
    assertThat(processes.find(gone)).isEmpty();

    String next = engine(2, 77);

    assertThat(processes.find(gone)).isEmpty();
    assertThat(processes.find(next)).isPresent();
  }

  @Test
  void find_memberWithoutDoor_hasNone() {
    String other = members.add(3, "shop");

    assertThat(processes.find(other)).contains(new ControlMessage.ProcessRow(other, "", ""));
  }

  @Test
  void named_someProcesses_areSortedAndOnlyThoseThatAreMembers() {
    String later = engine(3, 3);
    String engine = engine(2, 2);

    assertThat(processes.named(Set.of(later, engine, "gone")))
        .extracting(ControlMessage.ProcessRow::process)
        .containsExactly(engine, later);
  }

  @Test
  void doors_severalHosts_areThoseOfHostsEachOnce() {
    engine(2, 2);
    members.add(3, NodeRoles.HOST, NodeRoles.door("10.0.0.0:7001"));
    members.add(4, NodeRoles.HOST);

    assertThat(processes.doors()).containsExactly("10.0.0.0:7001", DOOR);
  }
}
