package org.multiengine.actors.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.ready;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.ddata.typed.javadsl.DistributedData;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.admin.ClusterAdmin;
import org.multiengine.actors.internal.admin.LocalNode;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.identity.EngineId;

/** A node that joins a cluster in which nobody gossips about the registry of engines. */
final class RegistryReadTest {

  private static final Config SILENT =
      ConfigFactory.parseString("akka.cluster.distributed-data.gossip-interval = 1h");

  private final ActorTestKit there = TestSystems.node(SILENT, NodeRoles.HOST);
  private final ActorTestKit here = TestSystems.node(SILENT, NodeRoles.CLIENT);
  private final ClusterAdmin admin = ClusterAdmin.get(here.system());

  @AfterEach
  void shutDown() {
    here.shutdownTestKit();
    there.shutdownTestKit();
  }

  @Test
  void await_registryThere_isReadFromTheOthers() throws InterruptedException {
    TestSystems.join(there);
    TestSystems.writeRegistry(there, ready(0, there.<LinkFrame>createTestProbe().ref()));
    TestSystems.join(there, here);

    assertThat(admin.awaitRegistry(TestSystems.PATIENCE)).isTrue();

    assertThat(LocalNode.get(here.system()).directory().ids()).hasSize(1);
  }

  @Test
  void await_enginesStarting_waitsForOne() throws InterruptedException {
    TestSystems.join(there);
    TestSystems.writeRegistry(there, starting());
    TestSystems.join(there, here);

    assertThat(admin.awaitRegistry(Duration.ofMillis(300))).isFalse();

    assertThat(LocalNode.get(here.system()).directory().known()).hasSize(1);
  }

  @Test
  void await_enginesLost_endsBeforeTheLimit() throws InterruptedException {
    TestSystems.join(there);
    TestSystems.writeRegistry(there, starting().lost("it has ended"));
    TestSystems.join(there, here);

    assertThat(admin.awaitRegistry(TestSystems.NEVER)).isTrue();
  }

  private EngineEntry starting() {
    return new EngineEntry(
        new EngineId(0),
        "a",
        "akka://multiengine@127.0.0.1:1",
        "",
        there.<LinkFrame>createTestProbe().ref(),
        "groovy",
        EngineEntry.State.STARTING,
        "",
        "");
  }

  @Test
  void await_noEngines_endsBeforeTheLimit() throws InterruptedException {
    DistributedData.get(there.system()); // answers from now on, that it has nothing
    TestSystems.join(there, here);

    assertThat(admin.awaitRegistry(TestSystems.NEVER)).isFalse();
  }

  @Test
  void await_oneNodeKnowsAndAMajorityDoesNot_isReadFromIt() throws InterruptedException {
    List<ActorTestKit> others =
        List.of(
            TestSystems.node(SILENT, NodeRoles.CLIENT), TestSystems.node(SILENT, NodeRoles.CLIENT));
    others.forEach(other -> DistributedData.get(other.system()));
    try {
      TestSystems.join(there, others.get(0), others.get(1), here);
      TestSystems.writeRegistry(there, ready(0, there.<LinkFrame>createTestProbe().ref()));

      assertThat(admin.awaitRegistry(TestSystems.PATIENCE)).isTrue();
    } finally {
      others.forEach(ActorTestKit::shutdownTestKit);
    }
  }

  @Test
  void await_enginesRemoved_endsBeforeTheLimit() throws InterruptedException {
    TestSystems.join(there);
    TestSystems.writeRegistry(there, ready(0, there.<LinkFrame>createTestProbe().ref()));
    TestSystems.writeRegistry(there);
    TestSystems.join(there, here);

    assertThat(admin.awaitRegistry(TestSystems.NEVER)).isFalse();
  }

  @Test
  void await_noOtherNode_endsAtTheLimit() throws InterruptedException {
    TestSystems.join(here);

    assertThat(admin.awaitRegistry(Duration.ofMillis(100))).isFalse();
  }
}
