package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.engineSettings;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.QueueStatus;
import org.multiengine.core.dispatch.FailureMark;
import org.multiengine.core.engine.Bindings;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.engine.StartupScript;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;
import org.multiengine.core.task.inbox.InboxSettings;

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
    return spawn(queueRequests, "gate.await()");
  }

  private ActorRef<Engine.Command> spawn(int queueRequests, String startup) {
    return testKit.spawn(
        PreparingEngine.create(
            ID,
            new Engine.Node(
                engineSettings("groovy", queueRequests, 1_000),
                InboxSettings.defaults(),
                relay.ref(),
                TestSystems.code(),
                new StartupScript("wait.groovy", startup),
                new Bindings(Map.of("gate", gate)))));
  }

  private static PartId part(long call) {
    return part("ann", call);
  }

  private static PartId part(String client, long call) {
    return new PartId(new CallId(client, call), 0);
  }

  private static Engine.Submit execute(long call, String code) {
    return execute("ann", call, code);
  }

  private static Engine.Submit execute(String client, long call, String code) {
    return new Engine.Submit(
        new QueuedRequest(part(client, call), new Request.Execute(code), false, false, 0));
  }

  private Outcome expectAnswer(long call) {
    return expectAnswer("ann", call);
  }

  private Outcome expectAnswer(String client, long call) {
    var answered = relay.expectMessageClass(NodeRelay.EngineAnswered.class);
    assertThat(answered.part()).isEqualTo(part(client, call));
    return answered.answer().outcome();
  }

  private @Nullable String expectDisplay(long call) {
    return expectDisplay("ann", call);
  }

  private @Nullable String expectDisplay(String client, long call) {
    return ((Outcome.Executed) expectAnswer(client, call)).record().display();
  }

  private static String errorName(Outcome outcome) {
    return ((Outcome.Failed) outcome).failure().errorName();
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
  void submit_failureBeforeItIsNotKnown_isDropped() {
    ActorRef<Engine.Command> engine = spawn(1);
    engine.tell(execute(1, "a = 1"));
    engine.tell(execute(2, "a = 2"));
    var full = relay.expectMessageClass(NodeRelay.EngineAnswered.class).answer();
    engine.tell(new Engine.Cancel(new CallId("ann", 1), null));
    expectAnswer(1);

    engine.tell(execute(3, "a"));

    assertThat(errorName(expectAnswer(3))).isEqualTo("QueueCleared");
    gate.countDown();
    var started = relay.expectMessageClass(NodeRelay.EngineStarted.class);
    assertThat(full.failureMark())
        .isEqualTo(new FailureMark(new EngineLife(ID, started.incarnation()), 1));
    engine.tell(execute(4, "4"));
    assertThat(errorName(expectAnswer(4))).isEqualTo("QueueCleared");
    engine.tell(new Engine.Stop());
  }

  @Test
  void refuse_notReady_dropsWhatDoesNotKnowOfIt() {
    ActorRef<Engine.Command> engine = spawn(100);
    QueueFull full = QueueFull.of("multiengine.link.max-incoming", 1, "no room");

    engine.tell(new Engine.Refuse(execute(1, "a = 1").request(), full));

    assertThat(errorName(expectAnswer(1))).isEqualTo("QueueFull");
    engine.tell(execute(2, "a"));
    assertThat(errorName(expectAnswer(2))).isEqualTo("QueueCleared");
    engine.tell(new Engine.Stop());
    gate.countDown();
  }

  @Test
  void cancel_requestWaits_isAbortedBeforeItRuns() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(execute(1, "a = 1"));

    engine.tell(new Engine.Cancel(new CallId("ann", 1), null));

    assertThat(errorName(expectAnswer(1))).isEqualTo("TaskAborted");
    gate.countDown();
    relay.expectMessageClass(NodeRelay.EngineStarted.class);
    engine.tell(execute(2, "binding.hasVariable('a')"));
    assertThat(expectDisplay(2)).isEqualTo("false");
    engine.tell(new Engine.Stop());
  }

  @Test
  void pause_requestsWait_othersRunFirst() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(execute(1, "a = 'ann'"));
    engine.tell(new Engine.Pause(List.of("ann")));
    engine.tell(execute("bob", 1, "a = 'bob'"));

    gate.countDown();

    relay.expectMessageClass(NodeRelay.EngineStarted.class);
    expectAnswer("bob", 1);
    engine.tell(execute("bob", 2, "a"));
    assertThat(expectDisplay("bob", 2)).isEqualTo("'bob'");
    engine.tell(new Engine.Resume(List.of("ann")));
    expectAnswer(1);
    engine.tell(new Engine.Stop());
  }

  @Test
  void resume_clientIsPaused_requestsRunOnceReady() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(new Engine.Pause(List.of("ann")));
    engine.tell(execute(1, "1"));
    engine.tell(new Engine.Resume(List.of("ann")));
    engine.tell(execute("bob", 1, "2"));

    gate.countDown();

    relay.expectMessageClass(NodeRelay.EngineStarted.class);
    expectAnswer(1);
    expectAnswer("bob", 1);
    engine.tell(new Engine.Stop());
  }

  @Test
  void clientsGone_clientIsPausedAndHasFailed_isForgotten() {
    ActorRef<Engine.Command> engine = spawn(1);
    engine.tell(execute(1, "1"));
    engine.tell(execute(2, "2"));
    expectAnswer(2);
    engine.tell(new Engine.Pause(List.of("ann")));

    engine.tell(new Engine.ClientsGone(List.of("ann")));

    gate.countDown();
    relay.expectMessageClass(NodeRelay.EngineStarted.class);
    assertThat(expectDisplay(1)).isEqualTo("1");
    engine.tell(execute(3, "3"));
    assertThat(expectDisplay(3)).isEqualTo("3");
    engine.tell(new Engine.Stop());
  }

  @Test
  void listen_requestWaits_reportsWhileItRuns() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(execute(1, "print 'shown'"));

    engine.tell(new Engine.Listen(new CallId("ann", 1)));

    gate.countDown();
    relay.expectMessageClass(NodeRelay.EngineStarted.class);
    var reported = relay.expectMessageClass(NodeRelay.EngineReported.class);
    assertThat(reported.part()).isEqualTo(part(1));
    assertThat(reported.report().printed()).containsExactly(new Report.Printed(false, "shown"));
    expectAnswer(1);
    engine.tell(new Engine.Stop());
  }

  @Test
  void status_requestWaits_answersAtOnce() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(execute(1, "1"));

    engine.tell(new Engine.Ask(part(2), new Question.Status()));

    var expected = new QueueStatus(ID, null, List.of("execute('1')"));
    assertThat(expectAnswer(2)).isEqualTo(new Outcome.Queue(expected));
    engine.tell(new Engine.Stop());
    gate.countDown();
  }

  @Test
  void info_requestWaits_answersAtOnce() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(execute(1, "1"));

    engine.tell(new Engine.Ask(part(2), new Question.Info()));

    EngineInfo.Stats stats = ((Outcome.Info) expectAnswer(2)).stats();
    assertThat(stats.waiting()).isEqualTo(1);
    assertThat(stats.running()).isNull();
    engine.tell(new Engine.Stop());
    gate.countDown();
  }

  @Test
  void getResult_nothingHasRun_failsAtOnce() {
    ActorRef<Engine.Command> engine = spawn(100);

    engine.tell(new Engine.Ask(part(1), new Question.GetResult(null)));

    assertThat(errorName(expectAnswer(1))).isEqualTo("IndexError");
    engine.tell(new Engine.Stop());
    gate.countDown();
  }

  @Test
  void clearQueue_requestWaits_isDroppedAtOnce() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(execute(1, "a = 1"));

    engine.tell(new Engine.Ask(part(2), new Question.ClearQueue()));

    assertThat(errorName(expectAnswer(1))).isEqualTo("QueueCleared");
    assertThat(expectAnswer(2)).isEqualTo(new Outcome.Done());
    engine.tell(new Engine.Stop());
    gate.countDown();
  }

  @Test
  void keys_noNamespaceYet_areAnsweredOnceReady() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(new Engine.Ask(part(1), new Question.Keys()));
    engine.tell(new Engine.Ask(part(2), new Question.Status()));
    expectAnswer(2);

    gate.countDown();

    List<NodeRelay.Command> both =
        List.of(
            relay.expectMessageClass(NodeRelay.Command.class),
            relay.expectMessageClass(NodeRelay.Command.class));
    assertThat(both)
        .filteredOn(NodeRelay.EngineAnswered.class::isInstance)
        .singleElement()
        .satisfies(
            answer ->
                assertThat(((NodeRelay.EngineAnswered) answer).answer().outcome())
                    .isEqualTo(new Outcome.Names(List.of("id", "gate"))));
    engine.tell(new Engine.Stop());
  }

  @Test
  void renumber_notReady_startsUnderTheNewId() {
    ActorRef<Engine.Command> engine = spawn(100);
    engine.tell(new Engine.Renumber(new EngineId(5)));
    engine.tell(execute(1, "id"));

    gate.countDown();

    assertThat(relay.expectMessageClass(NodeRelay.EngineStarted.class).id())
        .isEqualTo(new EngineId(5));
    assertThat(expectDisplay(1)).isEqualTo("5");
    engine.tell(new Engine.Stop());
  }

  @Test
  void broken_requestsAndQuestionsWait_failWithItsReason() {
    ActorRef<Engine.Command> engine = spawn(100, "gate.await(); 1 / 0");
    engine.tell(execute(1, "1"));
    engine.tell(new Engine.Ask(part(2), new Question.Status()));
    expectAnswer(2);

    gate.countDown();

    String why = relay.expectMessageClass(NodeRelay.EngineFailed.class).why();
    Failure failure = ((Outcome.Failed) expectAnswer(1)).failure();
    assertThat(failure.errorName()).isEqualTo("EngineLost");
    assertThat(failure.errorMessage()).isEqualTo("engine 78 cannot start: " + why);
  }

  @Test
  void stop_notReady_endsWithoutAStart() {
    ActorRef<Engine.Command> engine = spawn(100);

    engine.tell(new Engine.Stop());

    relay.expectTerminated(engine);
    gate.countDown();
  }
}
