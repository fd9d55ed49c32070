package org.multiengine.client.internal.join;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.NodeSystem;

@Timeout(120)
final class MembershipTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final List<ActorSystem<Void>> systems = new ArrayList<>();

  @AfterEach
  void terminate() {
    systems.forEach(ActorSystem::terminate);
    systems.forEach(system -> system.getWhenTerminated().toCompletableFuture().join());
  }

  private ActorSystem<Void> start(String... roles) {
    Config config =
        NodeConfig.load()
            .withValue("akka.cluster.roles", ConfigValueFactory.fromIterable(List.of(roles)))
            .withValue("akka.loglevel", ConfigValueFactory.fromAnyRef("OFF"));
    ActorSystem<Void> system = NodeSystem.startInsecure(config);
    systems.add(system);
    return system;
  }

  private ActorSystem<Void> startHost(String door) {
    return start(NodeRoles.HOST, NodeRoles.MULTIENGINE, NodeRoles.door(door));
  }

  private static void join(ActorSystem<Void> node, ActorSystem<Void> first) {
    Cluster.get(node).manager().tell(new Join(Cluster.get(first).selfMember().address()));
  }

  @Test
  void doors_twoHostsAndAnEngineNode_areThoseOfTheHostsWithTheOwnFirst() {
    ActorSystem<Void> left = startHost("left.test:1");
    ActorSystem<Void> right = startHost("right.test:2");
    for (ActorSystem<Void> node : List.of(left, right, start(NodeRoles.ENGINE))) {
      join(node, left);
    }

    Awaitility.await().atMost(PATIENCE).until(() -> new Membership(left).hosts().size() == 2);
    Awaitility.await().atMost(PATIENCE).until(() -> new Membership(right).hosts().size() == 2);

    assertThat(new Membership(left).doors()).containsExactly("left.test:1", "right.test:2");
    assertThat(new Membership(right).doors()).containsExactly("right.test:2", "left.test:1");
  }

  @Test
  void doors_hostThatIsNoMemberYet_isItsOwn() {
    assertThat(new Membership(startHost("left.test:1")).doors()).containsExactly("left.test:1");
  }
}
