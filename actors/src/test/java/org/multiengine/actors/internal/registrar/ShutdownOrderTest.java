package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.membership.NodeRoles;

@Timeout(120)
final class ShutdownOrderTest {

  private static final ActorTestKit host = TestSystems.node(NodeRoles.HOST);
  private static final ActorTestKit engine = TestSystems.node(NodeRoles.ENGINE);
  private static final ActorTestKit client = TestSystems.node(NodeRoles.CLIENT);
  private static final ActorTestKit other = TestSystems.node(NodeRoles.HOST);

  private final AtomicInteger ends = new AtomicInteger();
  private final ActorRef<ShutdownOrder> recipient =
      host.spawn(ShutdownOrder.recipient(ends::incrementAndGet));

  @BeforeAll
  static void joinCluster() {
    TestSystems.join(host, engine, client, other);
  }

  @AfterAll
  static void shutDown() {
    engine.shutdownTestKit();
    client.shutdownTestKit();
    other.shutdownTestKit();
    host.shutdownTestKit();
  }

  @Test
  void order_ofAHost_isObeyed() {
    recipient.tell(from(host));
    recipient.tell(from(other));

    awaitEnds(2);
  }

  @Test
  @SuppressWarnings("NullAway")
  void order_ofAnyOtherMember_isRefusedAndTheNextIsServed() {
    recipient.tell(from(engine));
    recipient.tell(from(client));
    recipient.tell(new ShutdownOrder(null));

    recipient.tell(from(host));

    awaitEnds(1);
    host.stop(recipient);
    assertThat(ends).hasValue(1);
  }

  private static ShutdownOrder from(ActorTestKit node) {
    ActorRef<EngineRegistrar.Command> registrar =
        node.<EngineRegistrar.Command>createTestProbe().ref();
    return new ShutdownOrder(TestSystems.seenFrom(host, node, registrar));
  }

  private void awaitEnds(int count) {
    Awaitility.await().atMost(TestSystems.PATIENCE).until(() -> ends.get() == count);
  }
}
