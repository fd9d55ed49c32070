package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.security.NodeKind;
import org.multiengine.actors.internal.security.Peers;

@Timeout(120)
final class MembershipGuardTest {

  private final ActorTestKit host = TestSystems.node(NodeRoles.HOST, NodeRoles.MULTIENGINE);
  private final Peers peers = new Peers();
  private final List<ActorTestKit> others = new ArrayList<>();

  @BeforeEach
  void guard() {
    TestSystems.join(host);
    host.spawn(MembershipGuard.create(peers));
  }

  @AfterEach
  void shutDown() {
    others.forEach(ActorTestKit::shutdownTestKit);
    host.shutdownTestKit();
  }

  @Test
  void join_engineProcessAsAHost_isRemoved() {
    awaitEnd(join(NodeKind.ENGINE, NodeRoles.HOST, NodeRoles.ENGINE));
  }

  @Test
  void join_engineProcessAsAClient_isRemoved() {
    awaitEnd(join(NodeKind.ENGINE, NodeRoles.CLIENT));
  }

  @Test
  void join_engineProcessAndHostAsWhatTheyAre_stay() {
    ActorTestKit engine = join(NodeKind.ENGINE, NodeRoles.ENGINE, NodeRoles.slot("a"));
    ActorTestKit other = join(NodeKind.HOST, NodeRoles.HOST, NodeRoles.ENGINE);
    awaitUp(engine);
    awaitUp(other);

    awaitEnd(join(NodeKind.ENGINE, NodeRoles.HOST)); // the guard has checked the others before

    assertThat(status(engine)).isEqualTo(MemberStatus.up());
    assertThat(status(other)).isEqualTo(MemberStatus.up());
  }

  @Test
  void connection_toAMemberThatHasJoinedBefore_removesIt() {
    ActorTestKit other = node(NodeRoles.HOST);
    TestSystems.join(host, other);

    peers.add(address(other), NodeKind.ENGINE);

    awaitEnd(other);
  }

  private ActorTestKit node(String... roles) {
    ActorTestKit node = TestSystems.node(roles);
    others.add(node);
    return node;
  }

  /** Lets a node join whose certificate is of a kind. */
  private ActorTestKit join(NodeKind kind, String... roles) {
    ActorTestKit node = node(roles);
    peers.add(address(node), kind);
    Cluster.get(node.system())
        .manager()
        .tell(new Join(Cluster.get(host.system()).selfMember().address()));
    return node;
  }

  private static String address(ActorTestKit node) {
    return Addresses.hostAndPort(Addresses.of(node.system()));
  }

  private static MemberStatus status(ActorTestKit node) {
    return Cluster.get(node.system()).selfMember().status();
  }

  private static void awaitUp(ActorTestKit node) {
    Awaitility.await().atMost(PATIENCE).until(() -> status(node) == MemberStatus.up());
  }

  /** Waits until a node has ended because the cluster has removed it. */
  private static void awaitEnd(ActorTestKit node) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> node.system().getWhenTerminated().toCompletableFuture().isDone());
  }
}
