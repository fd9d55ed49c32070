package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.Address;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.ManualTime;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.cluster.ClusterEvent;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Tests how often a node gossips. */
final class GossipPaceTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final GossipPace.Settings SETTINGS =
      new GossipPace.Settings(INTERVAL, Duration.ofSeconds(5));

  private final ActorTestKit kit = ActorTestKit.create(ManualTime.config());
  private final ManualTime time = ManualTime.get(kit.system());
  private final AtomicInteger steps = new AtomicInteger();
  private final AtomicInteger questions = new AtomicInteger();
  private volatile boolean isQuiet = true;

  @AfterEach
  void end() {
    kit.shutdownTestKit();
  }

  private ActorRef<Object> pace() {
    return kit.spawn(GossipPace.create(SETTINGS, steps::incrementAndGet, this::isQuiet));
  }

  private boolean isQuiet() {
    questions.incrementAndGet();
    return isQuiet;
  }

  private static ClusterEvent.SeenChanged seen(boolean isByAll) {
    return new ClusterEvent.SeenChanged(
        isByAll, CollectionConverters.asScala(Set.<Address>of()).toSet());
  }

  /** Lets time pass until the pace has asked so many times whether the cluster is quiet. */
  private void passUntilAsked(int count) {
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              time.timePasses(INTERVAL);
              return questions.get() >= count;
            });
  }

  private void awaitStep() {
    int before = steps.get();
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () -> {
              time.timePasses(INTERVAL);
              return steps.get() > before;
            });
  }

  @Test
  void pace_notAllHaveSeenTheState_takesSteps() {
    ActorRef<Object> pace = pace();

    pace.tell(seen(false));

    awaitStep();
    time.timePasses(SETTINGS.afterChange().multipliedBy(3));
    awaitStep();
    assertThat(questions).hasValue(0);
  }

  @Test
  void pace_settledCluster_rests() {
    ActorRef<Object> pace = pace();
    pace.tell(seen(true));
    passUntilAsked(1);
    int taken = steps.get();

    time.timePasses(Duration.ofHours(1));

    assertThat(steps).hasValue(taken);
  }

  @Test
  void pace_changeInASettledCluster_takesStepsAgain() {
    ActorRef<Object> pace = pace();
    pace.tell(seen(true));
    passUntilAsked(1);

    pace.tell(seen(false));

    awaitStep();
  }

  @Test
  void pace_nodeIsUnreachable_takesStepsForAsLong() {
    isQuiet = false;
    ActorRef<Object> pace = pace();
    pace.tell(seen(true));

    passUntilAsked(2);

    awaitStep();
  }

  @Test
  void node_whoseOwnStepsAreRare_joinsNevertheless() {
    ActorSystem<Void> first = NodeSystem.startInsecure(withRareSteps());
    ActorSystem<Void> second = NodeSystem.startInsecure(withRareSteps());
    try {
      Address seed = Cluster.get(first).selfMember().address();
      Cluster.get(first).manager().tell(Join.create(seed));
      Cluster.get(second).manager().tell(Join.create(seed));

      Awaitility.await()
          .atMost(LIMIT)
          .until(() -> Cluster.get(second).selfMember().status().equals(MemberStatus.up()));
    } finally {
      first.terminate();
      second.terminate();
    }
    first.getWhenTerminated().toCompletableFuture().join();
    second.getWhenTerminated().toCompletableFuture().join();
  }

  private static Config withRareSteps() {
    return ConfigFactory.parseMap(
            Map.of(
                "akka.cluster.roles", List.of("host"),
                "akka.cluster.gossip-interval", "1h",
                "akka.cluster.leader-actions-interval", "1h"))
        .withFallback(NodeConfig.load());
  }
}
