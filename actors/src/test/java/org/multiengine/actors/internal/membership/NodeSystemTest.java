package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigValueFactory;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NodeSystemTest {

  @ParameterizedTest
  @CsvSource({"host, true", "client, true", "engine, false"})
  void start_ofARole_monitorsAllNodesUnlessItJudgesNobody(String role, boolean all)
      throws Exception {
    ActorSystem<Void> system =
        NodeSystem.startInsecure(
            NodeConfig.load()
                .withValue("akka.cluster.roles", ConfigValueFactory.fromIterable(List.of(role))));
    try {
      int monitored =
          system
              .settings()
              .config()
              .getInt("akka.cluster.failure-detector.monitored-by-nr-of-members");
      assertThat(monitored > 10_000).isEqualTo(all);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  @ParameterizedTest
  @CsvSource({"host, 1", "engine, 5"})
  void start_ofARole_sendsHeartbeatsAsItJudges(String role, int seconds) {
    ActorSystem<Void> system =
        NodeSystem.startInsecure(
            NodeConfig.load()
                .withValue("akka.cluster.roles", ConfigValueFactory.fromIterable(List.of(role))));
    try {
      assertThat(
              system
                  .settings()
                  .config()
                  .getDuration("akka.cluster.failure-detector.heartbeat-interval"))
          .hasSeconds(seconds);
    } finally {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }
}
