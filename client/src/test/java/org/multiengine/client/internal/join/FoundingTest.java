package org.multiengine.client.internal.join;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.typed.ActorSystem;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.membership.NodeSystem;

@Timeout(120)
final class FoundingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int SLOW_PORT = 25_999;

  private final Semaphore probes = new Semaphore(0);
  private @Nullable ActorSystem<Void> system;

  @AfterEach
  void terminate() {
    if (system != null) {
      system.terminate();
      system.getWhenTerminated().toCompletableFuture().join();
    }
  }

  @Test
  void start_noOtherSeedAcceptsConnections_founds() throws IOException {
    Founding.start(startFirstSeed(), address -> false);

    awaitUp();
  }

  @Test
  void start_otherSeedIsSlow_foundsOnlyWhenItHasGone() throws Exception {
    ActorSystem<Void> first = startFirstSeed();
    var isThere = new AtomicBoolean(true);

    Founding.start(
        first,
        address -> {
          assertThat(address.getPort()).contains(SLOW_PORT);
          probes.release();
          return isThere.get();
        });

    assertThat(probes.tryAcquire(3, PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(status()).isEqualTo(MemberStatus.removed()); // not a member yet
    isThere.set(false);
    awaitUp();
  }

  @Test
  void in_firstOfSeveralSeeds_akkaDoesNotFoundAfterATime() {
    Config first = seeds(25_520, "127.0.0.1:25520", "127.0.0.1:25521");
    Config second = seeds(25_521, "127.0.0.1:25520", "127.0.0.1:25521");
    Config alone = seeds(25_520, "127.0.0.1:25520");

    assertThat(timeout(Founding.in(first))).isGreaterThan(Duration.ofDays(1));
    assertThat(timeout(Founding.in(second))).isEqualTo(timeout(second));
    assertThat(timeout(Founding.in(alone))).isEqualTo(timeout(alone));
  }

  private static Duration timeout(Config config) {
    return config.getDuration("akka.cluster.seed-node-timeout");
  }

  private static Config seeds(int port, String... hosts) {
    List<String> seeds =
        List.of(hosts).stream()
            .map(host -> "\"akka://" + NodeConfig.SYSTEM_NAME + "@" + host + "\"")
            .toList();
    return ConfigFactory.parseString(
            "akka.cluster.seed-nodes = "
                + seeds
                + ", akka.cluster.roles = ["
                + NodeRoles.HOST
                + "], akka.remote.artery.canonical { hostname = 127.0.0.1, port = "
                + port
                + " }, multiengine.host.founding-wait = 100ms, akka.loglevel = OFF")
        .withFallback(NodeConfig.load());
  }

  private ActorSystem<Void> startFirstSeed() throws IOException {
    int port = freePort();
    ActorSystem<Void> started =
        NodeSystem.startInsecure(
            Founding.in(seeds(port, "127.0.0.1:" + port, "127.0.0.1:" + SLOW_PORT)));
    system = started;
    return started;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private MemberStatus status() {
    return Cluster.get(Objects.requireNonNull(system)).selfMember().status();
  }

  private void awaitUp() {
    Awaitility.await().atMost(PATIENCE).until(() -> status() == MemberStatus.up());
  }
}
