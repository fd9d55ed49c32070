package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.linkSettings;
import static org.multiengine.actors.TestSystems.settings;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.access.Guard;
import org.multiengine.actors.internal.access.AccessSettings;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.link.TestPeer;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.node.task.EngineLoad;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.actors.internal.registrar.NodeReport;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.code.ClassFile;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;

@Timeout(120)
final class NodeRelayTest {

  private static final Duration SILENCE = Duration.ofMillis(300);
  private static final Request.Queued RESET = new Request.Reset();
  private static final Outcome DONE = new Outcome.Done();
  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.ENGINE, NodeRoles.MULTIENGINE);

  private static final int MAX_UNDELIVERED = 10_000;
  private static final SendWindow.Limits WIDE =
      new SendWindow.Limits(100, 1_000_000, 100, 1_000_000);

  private final TestProbe<EngineRegistrar.Command> registrar = testKit.createTestProbe();
  private final TestProbe<Engine.Command> zero = testKit.createTestProbe();
  private final TestProbe<Engine.Command> one = testKit.createTestProbe();
  private final BlockingQueue<EngineId> startedEngines = new LinkedBlockingQueue<>();
  private final CountDownLatch empty = new CountDownLatch(1);
  private final Gatekeeper gatekeeper =
      new Gatekeeper(
          AccessSettings.of(testKit.system().settings().config().getConfig("multiengine.access")));
  private final TestPeer controller = new TestPeer(testKit);
  private ActorRef<Object> relay = spawn(settings());

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @AfterEach
  void stopRelay() {
    testKit.stop(relay);
  }

  @Test
  void start_always_reportsItsNode() {
    NodeReport report = nextReport();

    assertThat(report.slot()).isEqualTo("a");
    assertThat(report.language()).isEqualTo("groovy");
    assertThat(report.engines()).isEqualTo(2);
    assertThat(report.running()).isEmpty();
    assertThat(report.host()).isEmpty();
    assertThat(report.epoch()).isZero();
    assertThat(report.relay()).isEqualTo(relay);
  }

  @Test
  void start_noAnswer_reportsAgainWithGreaterNumbers() {
    NodeReport first = nextReport();
    NodeReport second = nextReport();

    assertThat(second.number()).isGreaterThan(first.number());
    assertThat(nextReport().number()).isGreaterThan(second.number());
  }

  @Test
  void assigned_enginesMissing_startsThem() throws Exception {
    assign(List.of(3, 5));

    assertThat(startedEngines.poll(30, TimeUnit.SECONDS)).isEqualTo(new EngineId(3));
    assertThat(startedEngines.poll(30, TimeUnit.SECONDS)).isEqualTo(new EngineId(5));
  }

  @Test
  void engineStarted_always_reportsItsLife() {
    start(0, zero);

    awaitReport(report -> report.running().equals(List.of(life(0, "life-0"))));
  }

  @Test
  void assigned_allConfirmed_reportsForEver() {
    start(0, zero);
    start(1, one);

    for (int i = 0; i < 5; i++) {
      NodeReport report = awaitReport(all -> all.running().size() == 2);
      confirm(report, "life-0", "life-1");
    }
  }

  @Test
  void assigned_allConfirmed_waitsTheLongerInterval() {
    respawn(reportEvery(TestSystems.NEVER));
    start(0, zero);
    start(1, one);
    confirm(awaitReport(report -> report.running().size() == 2), "life-0", "life-1");
    awaitSilence();

    start(1, testKit.createTestProbe(), "next-life");

    awaitReport(report -> report.running().contains(life(1, "next-life")));
    nextReport(); // nobody has confirmed the change
  }

  @Test
  void assigned_laterEpoch_isReported() {
    relay.tell(new EngineRegistrar.Assigned(List.of(), 0, 7));

    awaitReport(report -> report.epoch() == 7);
  }

  @Test
  void assigned_epochOfAFormerRegistrar_isIgnored() throws Exception {
    relay.tell(new EngineRegistrar.Assigned(List.of(), 0, 7));

    relay.tell(new EngineRegistrar.Assigned(List.of(life(3, "")), 0, 6));
    relay.tell(new EngineRegistrar.Assigned(List.of(life(4, "")), 0, 7));

    assertThat(startedEngines.poll(30, TimeUnit.SECONDS)).isEqualTo(new EngineId(4));
  }

  @Test
  void assigned_otherIdForALife_isTakenOver() {
    start(0, zero);

    relay.tell(new EngineRegistrar.Assigned(List.of(life(5, "life-0")), 0, 0));

    zero.expectMessage(new Engine.Renumber(new EngineId(5)));
    awaitReport(report -> report.running().equals(List.of(life(5, "life-0"))));
    controller.connect(relay.narrow());
    var target = new RelayMessage.Target(0, life(5, "life-0"), 0);
    controller.send(
        new RelayMessage.Submit(new CallId("ann", 1), List.of(target), RESET, false, false));
    zero.expectMessageClass(Engine.Submit.class);
  }

  @Test
  void engineStarted_oneTooMany_isStopped() {
    start(0, zero);
    start(1, one);
    TestProbe<Engine.Command> surplus = testKit.createTestProbe();

    start(2, surplus);

    surplus.expectMessage(new Engine.Stop());
    awaitReport(report -> report.running().size() == 2);
  }

  @Test
  void engineStarted_earlierLifeIsNotKnownToHaveEnded_failsItsRequests() {
    start(0, zero);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);

    start(0, testKit.createTestProbe(), "next-life");

    assertThat(errors(controller.nextBody())).containsExactly("EngineLost");
  }

  @Test
  void submit_twoEngines_reachesBoth() {
    start(0, zero);
    start(1, one);

    submit(1, target(0, 1), target(1, 0));

    one.expectMessage(new Engine.Submit(queued(1, 0)));
    zero.expectMessage(new Engine.Submit(queued(1, 1)));
  }

  @Test
  void submit_otherIncarnation_failsWithEngineLost() {
    start(0, zero);

    submit(1, new RelayMessage.Target(0, new EngineLife(new EngineId(0), "former-life"), 0));

    assertThat(errors(controller.nextBody())).containsExactly("EngineLost");
    zero.expectNoMessage();
  }

  @Test
  void submit_twoEnginesNotHere_answersTogether() {
    submit(1, target(0, 8), target(1, 9));

    assertThat(errors(controller.nextBody())).containsExactly("EngineLost", "EngineLost");
  }

  @Test
  void engineAnswered_always_answersItsPlace() {
    start(0, zero);
    submit(7, target(4, 0));
    zero.expectMessageClass(Engine.Submit.class);

    answered(part(7, 4));

    var expected =
        new RelayMessage.Answers(
            new CallId("ann", 7), List.of(new RelayMessage.Answer(4, DONE, 1, 2, null)));
    assertThat(controller.nextBody()).isEqualTo(expected);
  }

  @Test
  void engineAnswered_secondTime_isIgnored() {
    start(0, zero);
    submit(7, target(4, 0));
    answered(part(7, 4));
    controller.nextBody();

    answered(part(7, 4));

    controller.expectSilence();
  }

  @Test
  void answers_tooMuchWaits_areNotLost() {
    testKit.stop(relay);
    relay = spawn(settings(linkSettings(new SendWindow.Limits(1, 1_000_000, 1, 1_000_000))));

    submit(1, target(0, 9));
    submit(2, target(0, 9));
    submit(3, target(0, 9));
    submit(4, target(0, 9));

    List<RelayMessage> bodies =
        List.of(
            controller.nextBody(),
            controller.nextBody(),
            controller.nextBody(),
            controller.nextBody());
    assertThat(bodies)
        .extracting(body -> ((RelayMessage.Answers) body).call().number())
        .contains(1L, 2L, 3L, 4L);
  }

  @Test
  void answers_callerDoesNotTakeThem_pauseItsClientsUntilItDoes() {
    testKit.stop(relay);
    relay = spawn(settings(linkSettings(WIDE, MAX_UNDELIVERED)));
    start(0, zero);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);

    answered(part(1, 0), valueOf(MAX_UNDELIVERED));

    zero.expectMessage(new Engine.Pause(List.of("ann")));
    controller.nextBody();
    zero.expectMessage(new Engine.Resume(List.of("ann")));
  }

  @Test
  void clientClosed_whileItIsPaused_isResumed() {
    testKit.stop(relay);
    relay = spawn(settings(linkSettings(WIDE, MAX_UNDELIVERED)));
    start(0, zero);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);
    answered(part(1, 0), valueOf(MAX_UNDELIVERED));
    zero.expectMessage(new Engine.Pause(List.of("ann")));

    controller.send(new RelayMessage.ClientClosed("ann"));

    zero.expectMessage(new Engine.Resume(List.of("ann")));
  }

  @Test
  void answers_withinTheBudget_pauseNobody() {
    testKit.stop(relay);
    relay = spawn(settings(linkSettings(WIDE, MAX_UNDELIVERED)));
    start(0, zero);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);

    answered(part(1, 0), valueOf(MAX_UNDELIVERED / 4));
    controller.nextBody();

    zero.expectNoMessage();
  }

  private static Outcome valueOf(int bytes) {
    return new Outcome.Values(List.of(new EncodedValue(new byte[bytes])));
  }

  @Test
  void cancel_always_reachesEngines() {
    start(0, zero);
    start(1, one);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);

    controller.send(new RelayMessage.Cancel(new CallId("ann", 1), null));

    zero.expectMessage(new Engine.Cancel(new CallId("ann", 1), null));
  }

  @Test
  void engineEnds_requestPending_failsWithEngineLost() {
    start(0, zero);
    start(1, one);
    submit(1, target(0, 0), target(1, 1));
    zero.expectMessageClass(Engine.Submit.class);

    zero.stop();

    assertThat(errors(controller.nextBody())).containsExactly("EngineLost");
  }

  @Test
  void engineEnds_hasAnotherId_namesTheIdThatTheCallerKnows() {
    start(0, zero);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);
    relay.tell(new EngineRegistrar.Assigned(List.of(life(5, "life-0")), 0, 0));
    zero.expectMessage(new Engine.Renumber(new EngineId(5)));
    controller.send(
        new RelayMessage.Submit(
            new CallId("ann", 2),
            List.of(new RelayMessage.Target(0, life(5, "life-0"), 0)),
            RESET,
            false,
            false));
    zero.expectMessageClass(Engine.Submit.class);

    zero.stop();

    List<RelayMessage> answers = List.of(controller.nextBody(), controller.nextBody());
    assertThat(answers)
        .extracting(NodeRelayTest::lost)
        .containsExactlyInAnyOrder("0: engine 0 has become engine 5: engine 5", "5: engine 5");
  }

  /** Returns the engine that an error names for programs, and its text up to the end. */
  private static String lost(RelayMessage answers) {
    Outcome outcome = ((RelayMessage.Answers) answers).answers().get(0).outcome();
    Failure failure = ((Outcome.Failed) outcome).failure();
    String[] parts = failure.errorMessage().split(" has ended", 2);
    return failure.details().get("engine") + ": " + parts[0];
  }

  @Test
  void engineEnds_always_tellsRegistrar() {
    start(0, zero);

    zero.stop();

    NodeReport report = awaitReport(all -> !all.ended().isEmpty());
    assertThat(report.ended())
        .extracting(NodeReport.Ended::engine)
        .containsExactly(new EngineId(0));
  }

  @Test
  void engineEnds_nodeStays_registersAgainAndStartsItAfterAWhile() {
    TestSystems.join(testKit);
    start(0, zero);
    start(1, one);
    awaitReport(report -> report.running().size() == 2);

    zero.stop();

    awaitReport(report -> report.running().size() == 1 && report.ended().size() == 1);
    assign(List.of(0, 5));
    awaitStarted(5);
    awaitStarted(0);
  }

  /** Lets the registrar name engines until one is started, and no other before. */
  private void awaitStarted(int id) {
    Awaitility.await()
        .atMost(TestSystems.PATIENCE)
        .until(
            () -> {
              assign(List.of(0));
              EngineId started = startedEngines.poll();
              assertThat(started).isIn(null, new EngineId(id));
              return started != null;
            });
  }

  @Test
  void kill_engine_stopsAndRemovesIt() {
    start(0, zero);

    kill(1, 0);

    zero.expectMessage(new Engine.Stop());
    var done =
        new RelayMessage.Answers(
            new CallId("ann", 1), List.of(new RelayMessage.Answer(0, DONE, 0, 0, null)));
    assertThat(controller.nextBody()).isEqualTo(done);
    awaitReport(report -> report.killed().equals(List.of("life-0")) && report.engines() == 1);
  }

  @Test
  void kill_requestPending_failsWithEngineLost() {
    start(0, zero);
    start(1, one);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);

    kill(2, 0);

    List<RelayMessage.Answers> both =
        List.of(
            (RelayMessage.Answers) controller.nextBody(),
            (RelayMessage.Answers) controller.nextBody());
    RelayMessage first =
        both.stream().filter(body -> body.call().number() == 1).findFirst().orElseThrow();
    assertThat(errors(first)).containsExactly("EngineLost");
  }

  @Test
  void kill_lastEngine_tellsTheNodeOnceTheRegistrarKnows() throws Exception {
    start(0, zero);

    kill(1, 0);
    controller.nextBody();
    assertThat(empty.getCount()).isEqualTo(1);
    confirm(awaitReport(report -> !report.killed().isEmpty()));

    assertThat(empty.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void removedAsLost_engineThatCouldNotStart_isForgotten() throws Exception {
    start(1, one);
    relay.tell(new NodeRelay.EngineFailed(new EngineId(0), "a library is missing"));
    awaitReport(report -> !report.ended().isEmpty());

    confirm(awaitReport(report -> report.running().size() == 1), "", "life-1");
    relay.tell(new EngineRegistrar.Assigned(List.of(life(1, "life-1")), 0, 0));

    awaitReport(report -> report.ended().isEmpty());
    kill(1, 1);
    controller.nextBody();
    confirm(awaitReport(report -> !report.killed().isEmpty()));
    assertThat(empty.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void kill_assignedOnItsWay_doesNotStartItAgain() throws Exception {
    start(0, zero);
    start(1, one);
    kill(1, 0);
    controller.nextBody();

    relay.tell(
        new EngineRegistrar.Assigned(
            List.of(life(0, "life-0"), life(1, "life-1"), life(2, "")), 0, 0));

    assertThat(startedEngines.poll(30, TimeUnit.SECONDS)).isEqualTo(new EngineId(2));
  }

  @Test
  void reported_always_tellsTheCaller() {
    start(0, zero);
    submit(7, target(4, 0));
    zero.expectMessageClass(Engine.Submit.class);
    var report = new Report(3, List.of(new Report.Printed(false, "hello")));

    relay.tell(new NodeRelay.EngineReported(part(7, 4), report));

    assertThat(controller.nextBody())
        .isEqualTo(new RelayMessage.Progress(new PartId(new CallId("ann", 7), 4), report));
  }

  @Test
  void fetch_clientKnown_asksItsController() throws Exception {
    submit(1, target(0, 9));
    controller.nextBody();
    var answer = new CompletableFuture<ClassFile>();

    relay.tell(new NodeRelay.Fetch("ann/1", "example.A", List.of("hash"), answer));

    var question = (RelayMessage.FetchClass) controller.nextBody();
    assertThat(question.className()).isEqualTo("example.A");
    var file = ClassFile.of("hash", null);
    controller.send(new RelayMessage.FetchedClass(question.fetch(), file));
    assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(file);
  }

  @Test
  void fetch_clientUnknown_fails() {
    var answer = new CompletableFuture<ClassFile>();

    relay.tell(new NodeRelay.Fetch("eve/1", "example.A", List.of(), answer));

    assertThat(answer)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withMessageContaining("has gone");
  }

  @Test
  void fetch_codeNamesNoClient_failsAloneAndEnginesGoOn() {
    start(0, zero);
    var answer = new CompletableFuture<ClassFile>();

    relay.tell(new NodeRelay.Fetch("code without a client", "example.A", List.of(), answer));

    assertThat(answer)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withMessageContaining("does not name the code of a client");
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);
  }

  @Test
  void fetchedClass_ofAnotherLink_isIgnored() throws Exception {
    submit(1, target(0, 9));
    controller.nextBody();
    var answer = new CompletableFuture<ClassFile>();
    relay.tell(new NodeRelay.Fetch("ann/1", "example.A", List.of("hash"), answer));
    var question = (RelayMessage.FetchClass) controller.nextBody();
    var mallory = new TestPeer(testKit);
    mallory.connect(relay.narrow());

    mallory.send(new RelayMessage.FetchedClass(question.fetch(), ClassFile.of("evil", null)));
    mallory.send(
        new RelayMessage.Submit(new CallId("eve", 1), List.of(target(0, 9)), RESET, false, false));
    assertThat(errors(mallory.nextBody())).containsExactly("EngineLost");
    var file = ClassFile.of("hash", null);
    controller.send(new RelayMessage.FetchedClass(question.fetch(), file));

    assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(file);
  }

  @Test
  void cancelAndClose_ofTheClientOfAnotherLink_areIgnored() {
    start(0, zero);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);
    var mallory = new TestPeer(testKit);
    mallory.connect(relay.narrow());

    mallory.send(new RelayMessage.Cancel(new CallId("ann", 1), null));
    mallory.send(new RelayMessage.ClientClosed("ann"));
    mallory.send(
        new RelayMessage.Submit(new CallId("eve", 1), List.of(target(0, 0)), RESET, false, false));

    assertThat(zero.expectMessageClass(Engine.Submit.class).request().part().client())
        .isEqualTo("eve");
  }

  @Test
  void fetch_noAnswerInTime_isForgotten() {
    testKit.stop(relay);
    relay = spawn(settings(Duration.ofMillis(50)));
    submit(1, target(0, 9));
    controller.nextBody();
    var answer = new CompletableFuture<ClassFile>();

    relay.tell(new NodeRelay.Fetch("ann/1", "example.A", List.of(), answer));

    assertThat(answer)
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withMessageContaining("did not send the class within 50 ms");
  }

  @Test
  void engineFailed_assignedAgain_isLeftAloneForAWhile() throws Exception {
    assign(List.of(0));
    assertThat(startedEngines.poll(30, TimeUnit.SECONDS)).isEqualTo(new EngineId(0));
    relay.tell(new NodeRelay.EngineFailed(new EngineId(0), "a library is missing"));

    assign(List.of(0, 1));

    assertThat(startedEngines.poll(30, TimeUnit.SECONDS)).isEqualTo(new EngineId(1));
    Awaitility.await()
        .atMost(TestSystems.PATIENCE)
        .until(
            () -> {
              assign(List.of(0));
              return new EngineId(0).equals(startedEngines.poll());
            });
  }

  @Test
  void engineFailed_always_reportsWhy() {
    relay.tell(new NodeRelay.EngineFailed(new EngineId(1), "a library is missing"));

    var end = new NodeReport.Ended(new EngineId(1), "a library is missing");
    awaitReport(report -> report.ended().equals(List.of(end)));
  }

  @Test
  void controllerStops_otherControllerAsks_isServed() {
    start(0, zero);
    submit(1, target(0, 0));
    zero.expectMessageClass(Engine.Submit.class);
    controller.stop();
    var other = new TestPeer(testKit);
    other.connect(relay.narrow());

    answered(part(1, 0));
    other.send(
        new RelayMessage.Submit(new CallId("bob", 1), List.of(target(0, 9)), RESET, false, false));

    assertThat(errors(other.nextBody())).containsExactly("EngineLost");
  }

  @Test
  void kill_lastEngine_nodeIsEmptyOnceTheAnswerHasArrived() throws Exception {
    TestProbe<LinkFrame> slow = testKit.createTestProbe();
    start(0, zero);
    var kill =
        new RelayMessage.Submit(
            new CallId("ada", 1), List.of(target(0, 0)), new Request.Kill(), false, false);

    relay.tell(new LinkFrame(slow.ref(), 1, 1, 0, 0, kill));
    LinkFrame answer = slow.receiveMessage();
    confirm(awaitReport(report -> !report.killed().isEmpty()));
    assertThat(empty.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS)).isFalse();
    relay.tell(new LinkFrame(slow.ref(), 1, 0, answer.sequence(), answer.sequence(), null));

    assertThat(empty.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void submit_guardRefuses_answersForEachEngineAndTellsNone() {
    controller.connect(relay.narrow());
    start(0, zero);
    start(1, one);
    gatekeeper.guard(Guard.nobody("closed"));

    controller.send(
        new RelayMessage.Submit(
            new CallId("ada/1", 1), List.of(target(0, 0), target(1, 1)), RESET, false, false));

    assertThat(errors(controller.nextBody())).containsExactly("AccessDenied", "AccessDenied");
    zero.expectNoMessage(SILENCE);
    one.expectNoMessage(SILENCE);
  }

  @Test
  void submit_guardAsked_hearsWhoAsksWhatOfWhom() throws Exception {
    controller.connect(relay.narrow());
    var asked = new LinkedBlockingQueue<Access>();
    start(0, zero);
    gatekeeper.guard(
        access -> {
          asked.add(access);
          return Decision.ALLOWED;
        });

    controller.send(
        new RelayMessage.Submit(
            new CallId("ada/1", 7), List.of(target(0, 0)), RESET, false, false));

    Access access = Objects.requireNonNull(asked.poll(30, TimeUnit.SECONDS));
    assertThat(access.caller().user()).isEqualTo("ada");
    assertThat(access.caller().local()).isTrue();
    assertThat(access.caller().roles()).contains(NodeRoles.ENGINE);
    assertThat(access.caller().node()).isEqualTo(Addresses.of(testKit.system()));
    assertThat(access.call()).isEqualTo(7);
    assertThat(access.engines()).containsExactly(new EngineId(0));
    assertThat(access.request()).isEqualTo(RESET);
  }

  @Test
  void kill_guardRefuses_keepsTheEngine() {
    controller.connect(relay.narrow());
    start(0, zero);
    gatekeeper.guard(Guard.only(Access.Kind.RUN));
    var kill = new Request.Kill();

    controller.send(
        new RelayMessage.Submit(new CallId("ada/1", 1), List.of(target(0, 0)), kill, false, false));
    assertThat(errors(controller.nextBody())).containsExactly("AccessDenied");
    controller.send(
        new RelayMessage.Submit(
            new CallId("ada/1", 2), List.of(target(0, 0)), new Request.Execute("a"), false, false));

    zero.expectMessageClass(Engine.Submit.class);
  }

  private void respawn(MultiengineSettings settings) {
    testKit.stop(relay);
    relay = spawn(settings);
  }

  private static MultiengineSettings reportEvery(Duration interval) {
    MultiengineSettings usual = settings();
    MultiengineSettings.RegistrySettings registry = usual.registry();
    return new MultiengineSettings(
        usual.engine(),
        usual.link(),
        usual.code(),
        usual.call(),
        new MultiengineSettings.RegistrySettings(
            registry.announceInterval(),
            interval,
            registry.lostAfterIntervals(),
            registry.maxEngines(),
            registry.restart()),
        usual.restart(),
        usual.tasks(),
        usual.slot());
  }

  private ActorRef<Object> spawn(MultiengineSettings settings) {
    var node =
        new RelayNode(
            "a",
            2,
            registrar.ref(),
            (id, earlier) -> startedEngines.add(id),
            TestSystems.code(),
            empty::countDown,
            gatekeeper);
    ActorRef<Object> spawned = testKit.spawn(NodeRelay.create(node, settings));
    return spawned;
  }

  private void start(int id, TestProbe<Engine.Command> engine) {
    start(id, engine, "life-" + id);
  }

  private void start(int id, TestProbe<Engine.Command> engine, String incarnation) {
    relay.tell(
        new NodeRelay.EngineStarted(new EngineId(id), incarnation, engine.ref(), new EngineLoad()));
  }

  /** Assigns ids, as a registrar does that does not know of any life of them. */
  private void assign(List<Integer> ids) {
    relay.tell(new EngineRegistrar.Assigned(ids.stream().map(id -> life(id, "")).toList(), 0, 0));
  }

  /** Confirms a report, after which the engines from 0 on have these lives. */
  private void confirm(NodeReport report, String... incarnations) {
    List<EngineLife> lives =
        IntStream.range(0, incarnations.length)
            .mapToObj(id -> life(id, incarnations[id]))
            .filter(life -> !report.killed().contains(life.incarnation()))
            .toList();
    relay.tell(new EngineRegistrar.Assigned(lives, report.number(), report.epoch()));
  }

  private void awaitSilence() {
    Awaitility.await().atMost(TestSystems.PATIENCE).until(this::isSilent);
  }

  private boolean isSilent() {
    try {
      registrar.expectNoMessage(SILENCE);
      return true;
    } catch (AssertionError reported) {
      return false;
    }
  }

  private static EngineLife life(int id, String incarnation) {
    return new EngineLife(new EngineId(id), incarnation);
  }

  private void submit(long call, RelayMessage.Target... targets) {
    controller.connect(relay.narrow());
    controller.send(
        new RelayMessage.Submit(new CallId("ann", call), List.of(targets), RESET, false, false));
  }

  private static RelayMessage.Target target(int place, int engine) {
    return new RelayMessage.Target(
        place, new EngineLife(new EngineId(engine), "life-" + engine), 0);
  }

  private static PartId part(long call, int place) {
    return new PartId(new CallId("ann", call), place);
  }

  private static QueuedRequest queued(long call, int place) {
    return new QueuedRequest(part(call, place), RESET, false, false, 0);
  }

  private void answered(PartId part) {
    answered(part, DONE);
  }

  private void answered(PartId part, Outcome outcome) {
    var answer = new RelayMessage.Answer(part.place(), outcome, 1, 2, null);
    relay.tell(new NodeRelay.EngineAnswered(part, RESET, answer));
  }

  private static List<String> errors(RelayMessage body) {
    return ((RelayMessage.Answers) body)
        .answers().stream()
            .map(answer -> ((Outcome.Failed) answer.outcome()).failure().errorName())
            .toList();
  }

  private NodeReport nextReport() {
    return registrar.expectMessageClass(NodeReport.class);
  }

  private NodeReport awaitReport(Predicate<NodeReport> expected) {
    while (true) {
      NodeReport report = nextReport();
      if (expected.test(report)) {
        return report;
      }
    }
  }

  private void kill(long call, int engine) {
    controller.connect(relay.narrow());
    Request kill = new Request.Kill();
    controller.send(
        new RelayMessage.Submit(
            new CallId("ann", call), List.of(target(0, engine)), kill, false, false));
  }
}
