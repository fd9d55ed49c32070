package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.Targets;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/** Engines in an application whose other entities are stopped when nothing is asked of them. */
@Timeout(120)
final class PassivationTest {

  private static final Duration LONG_AFTER = Duration.ofSeconds(2);

  private final ActorTestKit testKit =
      TestSystems.node(
          ConfigFactory.parseString(
              "akka.cluster.sharding.passivation { strategy = default-idle-strategy,"
                  + " default-idle-strategy.idle-entity { timeout = 200ms, interval = 50ms } }"),
          NodeRoles.HOST,
          NodeRoles.ENGINE,
          NodeRoles.MULTIENGINE,
          NodeRoles.CLIENT);
  private final TestProbe<CallObserver.Reply> client = testKit.createTestProbe();

  @AfterEach
  void shutDown() {
    testKit.shutdownTestKit();
  }

  @Test
  void execute_longAfterTheLastCall_findsTheNamespace() throws Exception {
    TestSystems.join(testKit);
    Multiengine multiengine = Multiengine.get(testKit.system());
    multiengine.startHost();
    multiengine.startEngines(1);
    assertThat(multiengine.directory().await(1, PATIENCE, count -> {})).isTrue();
    assertThat(run(multiengine, 1, "a = 5")).isInstanceOf(Outcome.Executed.class);

    client.expectNoMessage(LONG_AFTER);

    var executed = (Outcome.Executed) run(multiengine, 2, "a + 1");
    assertThat(executed.record().display()).isEqualTo("6");
  }

  private Outcome run(Multiengine multiengine, long call, String text) {
    CallObserver observer = CallObserver.replyTo(client.ref());
    multiengine
        .controller()
        .tell(
            new Controller.Submit(
                new CallId("ann", call),
                Targets.all(),
                List.of(new Request.Execute(text)),
                CallOptions.DEFAULT,
                observer));
    return client
        .expectMessageClass(CallObserver.Reply.Completed.class)
        .outcomes()
        .get(0)
        .outcome();
  }
}
