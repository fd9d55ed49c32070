package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.typed.Cluster;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.actors.TestSystems;

final class NodeRolesTest {

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:25520", "a-host.test:1", "[fd00::1]:25520"})
  void doorOf_memberWithADoor_isItsAddress(String address) {
    ActorTestKit node = TestSystems.node(NodeRoles.HOST, NodeRoles.door(address));
    try {
      Set<String> roles = Cluster.get(node.system()).selfMember().getRoles();

      assertThat(NodeRoles.doorOf(roles)).contains(address);
    } finally {
      node.shutdownTestKit();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {NodeRoles.HOST, "slot-door-1"})
  void doorOf_otherRoles_isNone(String role) {
    assertThat(NodeRoles.doorOf(Set.of(role))).isEmpty();
  }
}
