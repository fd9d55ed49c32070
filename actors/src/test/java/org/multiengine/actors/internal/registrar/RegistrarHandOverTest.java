package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;
import static org.multiengine.actors.TestSystems.readRegistry;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Down;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.registry.EngineEntry;

/** A registrar that starts on another node, which has nothing of what the earlier one wrote. */
@Timeout(120)
final class RegistrarHandOverTest {

  private static final String[] ROLES = {NodeRoles.HOST, NodeRoles.ENGINE, NodeRoles.MULTIENGINE};

  /** Nothing that one node writes reaches the other. */
  private static final Config NO_GOSSIP =
      ConfigFactory.parseString(
          "akka.cluster.distributed-data { gossip-interval = 1h, delta-crdt.enabled = off }");

  private static final HostPort NO_HOST =
      new HostPort() {
        @Override
        public Optional<EngineStarter> starter() {
          return Optional.empty();
        }

        @Override
        public void shutDownHosts(ActorRef<EngineRegistrar.Command> registrar) {
          throw new AssertionError("nobody has asked for it");
        }
      };

  @Test
  void handOver_writeOfTheFormerRegistrarIsLost_knowsTheEngineAgain() {
    ActorTestKit first = TestSystems.node(NO_GOSSIP, ROLES);
    ActorTestKit second = TestSystems.node(NO_GOSSIP, ROLES);
    try {
      TestSystems.join(first, second);
      TestProbe<EngineRegistrar.Assigned> replies = second.createTestProbe();
      ActorRef<LinkFrame> relay = second.<LinkFrame>createTestProbe().ref();
      ActorRef<EngineRegistrar.Command> former = spawn(first);
      former.tell(
          new TestReports(
                  TestSystems.seenFrom(first, second, relay),
                  TestSystems.seenFrom(first, second, replies.ref()))
              .of("a", 1, "life"));
      long epoch = replies.receiveMessage().epoch();
      first.stop(former);
      Cluster.get(second.system())
          .manager()
          .tell(new Down(Cluster.get(first.system()).selfMember().address()));

      ActorRef<EngineRegistrar.Command> next = spawn(second);
      next.tell(
          TestReports.with(new TestReports(relay, replies.ref()).of("a", 1, "life"), epoch, ""));

      EngineRegistrar.Assigned assigned = replies.receiveMessage();
      assertThat(assigned.lives()).isEqualTo(TestReports.lives("life"));
      assertThat(assigned.epoch()).isGreaterThan(epoch);
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> assertThat(readRegistry(second)).singleElement().matches(EngineEntry::isReady));
    } finally {
      first.shutdownTestKit();
      second.shutdownTestKit();
    }
  }

  private static ActorRef<EngineRegistrar.Command> spawn(ActorTestKit node) {
    return node.spawn(EngineRegistrar.create(TestSystems.registrySettings(10), NO_HOST));
  }
}
