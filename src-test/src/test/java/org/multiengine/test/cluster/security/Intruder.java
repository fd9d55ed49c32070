package org.multiengine.test.cluster.security;

import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeSystem;
import org.multiengine.actors.internal.security.Credentials;
import org.multiengine.test.support.HostProcess;

/** Nodes in this JVM that try to join a host's cluster without an invitation. */
final class Intruder {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Intruder() {}

  /**
   * Starts a node.
   *
   * @param credentials the credentials that the node presents; null for a node without TLS
   * @param settings further settings
   * @param roles the roles that the node claims
   */
  static ActorSystem<Void> start(
      HostProcess host, @Nullable Credentials credentials, String settings, String... roles) {
    Config config =
        ConfigFactory.parseString(settings)
            .withFallback(NodeConfig.load())
            .withValue(
                "akka.cluster.seed-nodes",
                ConfigValueFactory.fromIterable(List.of(host.connection().address())))
            .withValue("akka.cluster.roles", ConfigValueFactory.fromIterable(List.of(roles)));
    return credentials == null
        ? NodeSystem.startInsecure(config)
        : NodeSystem.startSecured(config, () -> credentials);
  }

  static boolean isInside(ActorSystem<?> node) {
    return Cluster.get(node).selfMember().status() == MemberStatus.up();
  }

  /**
   * Checks that a node stays outside the cluster for four seconds. Nodes that may join do so within
   * one.
   */
  static void assertStaysOutside(ActorSystem<?> node) {
    Awaitility.await().during(4, TimeUnit.SECONDS).atMost(LIMIT).until(() -> !isInside(node));
  }
}
