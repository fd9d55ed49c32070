package org.multiengine.actors.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.ready;
import static org.multiengine.actors.TestSystems.writeRegistry;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.identity.EngineId;

final class ReplicatedRegistryTest {

  private static final ActorTestKit node = node();

  private final EngineEntry first = ready(0, node.<LinkFrame>createTestProbe().ref());
  private final EngineEntry second = ready(1, node.<LinkFrame>createTestProbe().ref());
  private final ReplicatedRegistry registry = new ReplicatedRegistry();

  private static ActorTestKit node() {
    ActorTestKit node = TestSystems.node(NodeRoles.HOST, NodeRoles.MULTIENGINE);
    TestSystems.join(node);
    return node;
  }

  @AfterAll
  static void shutDown() {
    node.shutdownTestKit();
  }

  private TestProbe<RegistryState> subscriber() {
    TestProbe<RegistryState> subscriber = node.createTestProbe();
    registry.subscribe(node.system(), subscriber.ref());
    return subscriber;
  }

  @Test
  void subscribe_registryThatIsKnownAndChanges_sendsBothStates() {
    writeRegistry(node, first);

    TestProbe<RegistryState> subscriber = subscriber();

    assertThat(subscriber.receiveMessage().entries()).containsOnly(entryOf(first));
    writeRegistry(node, first, second);
    assertThat(subscriber.receiveMessage().entries()).containsOnly(entryOf(first), entryOf(second));
  }

  @Test
  void subscribe_oneOfTwoSubscribersHasStopped_sendsToTheOther() {
    writeRegistry(node, first);
    TestProbe<RegistryState> stopped = subscriber();
    TestProbe<RegistryState> other = subscriber();
    other.receiveMessage();

    stopped.stop();
    writeRegistry(node, second);

    assertThat(other.receiveMessage().entries()).containsOnly(entryOf(second));
  }

  private static Map.Entry<EngineId, EngineEntry> entryOf(EngineEntry entry) {
    return Map.entry(entry.id(), entry);
  }
}
