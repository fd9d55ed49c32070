package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorSystem;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.multiengine.actors.Multiengine;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.PendingResult;
import org.multiengine.core.CompositeError;
import org.multiengine.core.ResultList;
import org.multiengine.core.error.EngineLost;

/**
 * Tests an application's cluster of two nodes in this JVM, with Akka's default frames of 256 KiB: a
 * host with a client, and a node with the engines. The last test ends the node with the engines.
 */
@TestMethodOrder(OrderAnnotation.class)
final class TwoNodesTest {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private static ActorSystem<Void> host;
  private static ActorSystem<Void> engines;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start() throws InterruptedException {
    host = ApplicationSystem.start("host", "multiengine");
    ApplicationSystem.join(host, host);
    engines = ApplicationSystem.start("engine", "multiengine");
    ApplicationSystem.join(engines, host);
    Multiengine.get(host).startHost();
    Multiengine.get(engines).startEngines(2);
    assertThat(Multiengine.get(host).directory().await(2, LIMIT, now -> {})).isTrue();
    mec = MultiEngineClient.attach(host);
  }

  @AfterAll
  static void stop() {
    mec.close();
    ActorTestKit.shutdown(engines);
    ActorTestKit.shutdown(host);
  }

  @Test
  @Order(1)
  void values_fiveMegabytes_crossInFramesOf256KiB() {
    assertThat(host.settings().config().getBytes("akka.remote.artery.advanced.maximum-frame-size"))
        .isEqualTo(256 * 1024);
    byte[] bytes = new byte[5_000_000];
    new Random(1).nextBytes(bytes);

    mec.put("a", bytes);

    assertThat(mec.pull("a")).hasSize(2).allSatisfy(copy -> assertThat(copy).isEqualTo(bytes));
  }

  @Test
  @Order(2)
  void results_recordsErrorsAndKeys_cross() {
    assertThat(mec.execute("println id"))
        .hasToString(
            """
            <Results List>
            [0] In [1]: println id
            [0] Out[1]: 0

            [1] In [1]: println id
            [1] Out[1]: 1

            """);
    CompositeError error =
        catchThrowableOfType(
            CompositeError.class, () -> mec.execute("if (id == 1) 1/0; println id"));

    assertThat(error).hasMessageEndingWith("\n[1:execute]: ArithmeticException: Division by zero");
    assertThat(error.resultList()).hasSize(1);
    assertThat(mec.getResult(2).get(1).traceback())
        .contains("----> 1 if (id == 1) 1/0; println id");
    assertThat(mec.queueStatus()).hasSize(2);
  }

  @Test
  @Order(3)
  void nodeOfEngines_terminated_failsCallsWithEngineLost() {
    PendingResult<ResultList> running = mec.executeAsync("sleep 100000");
    PendingResult<?> local = mec.queueStatusAsync();
    mec.barrier(local);

    engines.terminate();

    CompositeError error = catchThrowableOfType(CompositeError.class, () -> running.get(LIMIT));
    assertThat(error.entries())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.error()).isInstanceOf(EngineLost.class));
    Awaitility.await().atMost(LIMIT).until(() -> mec.ids().isEmpty());
  }
}
