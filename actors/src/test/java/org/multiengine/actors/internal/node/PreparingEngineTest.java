package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.engineSettings;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.core.engine.Bindings;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/** An engine whose start-up script waits until the test lets the engine get ready. */
@Timeout(120)
final class PreparingEngineTest {

  private static final EngineId ID = new EngineId(78);
  private static final ActorTestKit testKit = TestSystems.plain();

  private final CountDownLatch gate = new CountDownLatch(1);
  private final TestProbe<NodeRelay.Command> relay = testKit.createTestProbe();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private ActorRef<Engine.Command> spawn(int queueRequests) {
    return testKit.spawn(
        PreparingEngine.create(
            ID,
            new Engine.Node(
                engineSettings("groovy", queueRequests, 1_000),
                relay.ref(),
                TestSystems.code(),
                new StartupScript("wait.groovy", "gate.await()"),
                new Bindings(Map.of("gate", gate)))));
  }

  private static PartId part(long call) {
    return new PartId(new CallId("ann", call), 0);
  }

  private static Engine.Submit execute(long call, String code) {
    return new Engine.Submit(
        new QueuedRequest(part(call), new Request.Execute(code), false, false, 0));
  }

  private Outcome expectAnswer(long call) {
    var answered = relay.expectMessageClass(NodeRelay.EngineAnswered.class);
    assertThat(answered.part()).isEqualTo(part(call));
    return answered.answer().outcome();
  }

  private @Nullable String expectDisplay(long call) {
    return ((Outcome.Executed) expectAnswer(call)).record().display();
  }

  @Test
  void submit_notReady_runsInOrderAfterwards() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(execute(1, "a = 1"));
    engine.tell(execute(2, "a += 1"));
    engine.tell(execute(3, "a * 10"));

    gate.countDown();

    assertThat(relay.expectMessageClass(NodeRelay.EngineStarted.class).id()).isEqualTo(ID);
    expectAnswer(1);
    expectAnswer(2);
    assertThat(expectDisplay(3)).isEqualTo("20");
    engine.tell(new Engine.Stop());
  }

  @Test
  void submit_tooMuchWaits_failsWithQueueFull() {
    ActorRef<Engine.Command> engine = spawn(1);
    engine.tell(execute(1, "a = 1"));

    engine.tell(execute(2, "a = 2"));

    Failure failure = ((Outcome.Failed) expectAnswer(2)).failure();
    assertThat(failure.errorName()).isEqualTo("QueueFull");
    assertThat(failure.details())
        .containsEntry("setting", "multiengine.engine.queue.max-requests")
        .containsEntry("limit", "1");
    gate.countDown();
    relay.expectMessageClass(NodeRelay.EngineStarted.class);
    expectAnswer(1);
    engine.tell(new Engine.Stop());
  }

  @Test
  void cancel_requestWaits_isAbortedBeforeItRuns() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(execute(1, "a = 1"));
    engine.tell(new Engine.Cancel(new CallId("ann", 1), null));

    gate.countDown();

    relay.expectMessageClass(NodeRelay.EngineStarted.class);
    assertThat(((Outcome.Failed) expectAnswer(1)).failure().errorName()).isEqualTo("TaskAborted");
    engine.tell(new Engine.Stop());
  }

  @Test
  void stop_notReady_endsWithoutAStart() {
    ActorRef<Engine.Command> engine = spawn(100);

    engine.tell(new Engine.Stop());

    relay.expectTerminated(engine);
    gate.countDown();
  }
}
