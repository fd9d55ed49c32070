package org.multiengine.client.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.typed.ActorSystem;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.actors.internal.membership.NodeSystem;
import org.multiengine.client.internal.join.HostAddress;
import org.multiengine.client.internal.process.EngineLogs;
import org.multiengine.client.internal.process.EngineRecipe;
import org.multiengine.client.internal.process.ProcessStarts;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.KernelError;

@Timeout(120)
final class HostTest {

  private static final int MAX_ENGINES = 10;

  /** More than a pipe holds. */
  private static final String LONG_SCRIPT = "// \n".repeat(100_000);

  /** Makes a JVM wait for a debugger before it does anything. */
  private static final String STAND_STILL =
      "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";

  private final ActorSystem<Void> system =
      NodeSystem.startInsecure(
          ConfigFactory.parseString(
                  "akka.loglevel = OFF, akka.cluster.roles = [host],"
                      + " multiengine.host.starting-processes = 2,"
                      + " multiengine.host.starting-patience = 1h,"
                      + " multiengine.registry.max-engines = "
                      + MAX_ENGINES)
              .withFallback(NodeConfig.load()));

  private final HostDoor door =
      new HostDoor(
          DoorPort.open(
              HostAddress.of("127.0.0.1", null, PortRange.ANY, PortRange.ANY), PortRange.ANY),
          SocketFolder.none(),
          null);

  @AfterEach
  void terminate() {
    door.close();
    system.terminate();
    system.getWhenTerminated().toCompletableFuture().join();
  }

  private Host host(int perProcess) {
    return new Host(system, recipe(perProcess), EngineLogs.none(), "x-", door);
  }

  private static EngineRecipe recipe(int perProcess) {
    HostAddress address = HostAddress.of("127.0.0.1", null, PortRange.ANY, PortRange.ANY);
    return new EngineRecipe(
        perProcess,
        List.of(STAND_STILL),
        System.getProperty("java.class.path"),
        new StartupScript("setup.groovy", LONG_SCRIPT),
        address,
        null);
  }

  @Test
  void plan_severalPerProcess_lastProcessHoldsTheRest() {
    try (Host host = host(4)) {
      assertThat(host.plan(9))
          .containsEntry("x-0", 4)
          .containsEntry("x-1", 4)
          .containsEntry("x-2", 1);
      assertThat(host.plan(1)).containsOnlyKeys("x-3");
    }
  }

  @Test
  void plan_upToTheLimit_isDone() {
    try (Host host = host(1)) {
      assertThat(host.plan(MAX_ENGINES)).hasSize(MAX_ENGINES);
    }
  }

  @Test
  void plan_moreThanAClusterMayHave_isRefused() {
    try (Host host = host(1)) {
      for (int engines : new int[] {MAX_ENGINES + 1, Integer.MAX_VALUE}) {
        assertThatThrownBy(() -> host.plan(engines))
            .isInstanceOf(KernelError.class)
            .hasMessageContaining("at most " + MAX_ENGINES + " engines, not " + engines)
            .hasMessageContaining("multiengine.registry.max-engines");
      }
    }
  }

  @Test
  void start_childrenStandStill_nothingWaits() {
    Host host = host(1);
    host.start(2);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> host.pids().size() == 2);

    assertThat(host.plan(2)).hasSize(2);
    assertThat(host.starts().phases()).isEqualTo(new ProcessStarts.Phases(2, 2, 0, 0));
    host.close();

    assertThat(host.pids())
        .allSatisfy(
            pid -> assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty());
  }

  @Test
  void start_moreThanMayStartAtOnce_othersWait() {
    Host host = host(1);
    host.start(5);
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> host.pids().size() == 2);

    assertThat(host.starts().phases()).isEqualTo(new ProcessStarts.Phases(5, 2, 0, 0));
    host.close();

    assertThat(host.pids()).hasSize(2);
  }
}
