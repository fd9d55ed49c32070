package org.multiengine.client.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.Behaviors;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.internal.membership.NodeConfig;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.error.KernelError;

final class OpenSessionsTest {

  private final ActorSystem<Void> system =
      ActorSystem.create(Behaviors.empty(), NodeConfig.SYSTEM_NAME, NodeConfig.load());

  @AfterEach
  void stop() {
    system.terminate();
  }

  @Test
  void close_manyClients_leavesNothingInTheSystem() {
    for (int i = 0; i < 100; i++) {
      MultiEngineClient.attach(system).close();
    }

    assertThat(OpenSessions.of(system).size()).isZero();
  }

  @Test
  void systemEnds_openClient_isClosed() {
    MultiEngineClient client = MultiEngineClient.attach(system);
    assertThat(OpenSessions.of(system).size()).isOne();

    system.terminate();

    Awaitility.await().atMost(Duration.ofSeconds(30)).until(client::isClosed);
    assertThat(client).hasToString("MultiEngineClient[closed]");
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(client::ids)
        .withMessageContaining("this client's node has ended")
        .withMessageContaining("multiengine status");
  }

  @Test
  void end_clientsOpenAndToCome_failForTheReasonGiven() {
    MultiEngineClient client = MultiEngineClient.attach(system);

    OpenSessions.of(system).end("its host has ended");

    MultiEngineClient late = MultiEngineClient.attach(system);
    assertThat(client.isClosed()).isTrue();
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(client::ids)
        .withMessage("its host has ended");
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(late::ids)
        .withMessage("its host has ended");
  }

  @Test
  void end_closedClient_keepsItsOwnReason() {
    MultiEngineClient client = MultiEngineClient.attach(system);
    client.close();

    OpenSessions.of(system).end("its host has ended");

    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(client::ids)
        .withMessage("this client is closed; connect another one");
  }
}
