package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.engineSettings;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.FishingOutcomes;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.core.engine.Bindings;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;
import org.multiengine.core.task.inbox.InboxSettings;

/** What an engine tells of requests that run. */
@Timeout(120)
final class EngineLiveTest {

  private static final EngineId ID = new EngineId(78);
  private static final ActorTestKit testKit = TestSystems.plain();

  private final TestProbe<NodeRelay.Command> relay = testKit.createTestProbe();
  private final ActorRef<Engine.Command> engine =
      testKit.spawn(
          Engine.create(
              ID,
              new Engine.Node(
                  engineSettings("groovy"),
                  InboxSettings.defaults(),
                  relay.ref(),
                  TestSystems.code(),
                  StartupScript.NONE,
                  Bindings.NONE)));

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @BeforeEach
  void awaitStart() {
    relay.expectMessageClass(NodeRelay.EngineStarted.class);
  }

  @AfterEach
  void stopEngine() {
    engine.tell(new Engine.Stop());
  }

  private void execute(int place, String code) {
    engine.tell(
        new Engine.Submit(
            new QueuedRequest(
                new PartId(new CallId("ann", 1), place),
                new Request.Execute(code),
                false,
                false,
                0)));
  }

  private NodeRelay.EngineReported nextReport() {
    return (NodeRelay.EngineReported)
        relay
            .fishForMessage(
                TestSystems.PATIENCE,
                message ->
                    message instanceof NodeRelay.EngineReported
                        ? FishingOutcomes.complete()
                        : FishingOutcomes.continueAndIgnore())
            .get(0);
  }

  @Test
  void listen_scriptRunning_reportsWhatItHasPrinted() {
    execute(0, "print 'hello'; while (true) {}");

    engine.tell(new Engine.Listen(new CallId("ann", 1)));

    assertThat(nextReport().report().printed()).containsExactly(new Report.Printed(false, "hello"));
  }

  @Test
  void listen_waitingCallThatHasTheEngineTwice_reportsBoth() {
    engine.tell(
        new Engine.Submit(
            new QueuedRequest(
                new PartId(new CallId("bob", 1), 0),
                new Request.Execute("while (true) {}"),
                false,
                false,
                0)));
    execute(0, "print 'one'");
    execute(1, "print 'two'");
    engine.tell(new Engine.Listen(new CallId("ann", 1)));
    engine.tell(new Engine.Cancel(new CallId("bob", 1), null));

    List<NodeRelay.EngineReported> both = List.of(nextReport(), nextReport());

    assertThat(both).extracting(reported -> reported.part().place()).containsExactly(0, 1);
  }
}
