package org.multiengine.actors.internal.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;
import static org.multiengine.actors.TestSystems.engineSettings;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestLanguages;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.CommandRecord;
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
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;
import org.multiengine.core.task.inbox.InboxSettings;
import org.multiengine.core.value.ValueCodec;

@Timeout(120)
final class EngineTest {

  /** The property that a script sets when it holds the lock of the names. */
  private static final String LOCKED = EngineTest.class.getName() + ".locked";

  private static final String FOREVER = "started = 1; while (true) {}";
  private static final EngineId ID = new EngineId(77);
  private static final ActorTestKit testKit = TestSystems.plain();

  private final TestProbe<NodeRelay.Command> relay = testKit.createTestProbe();
  private StartupScript startup = StartupScript.NONE;
  private @Nullable ActorRef<Engine.Command> engine;

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @AfterEach
  void stopEngine() {
    if (engine != null) {
      engine.tell(new Engine.Stop());
    }
  }

  @Test
  void start_namespaceIsThere_saysItsIncarnation() {
    ActorRef<Engine.Command> started = spawn(engineSettings("groovy"));

    var message = relay.expectMessageClass(NodeRelay.EngineStarted.class);

    assertThat(message.id()).isEqualTo(ID);
    assertThat(message.incarnation()).isNotEmpty();
    assertThat(message.engine()).isEqualTo(started);
  }

  @Test
  void start_secondTime_isAnotherIncarnation() {
    ActorRef<Engine.Command> earlier = spawn(engineSettings("groovy"));
    String first = relay.expectMessageClass(NodeRelay.EngineStarted.class).incarnation();
    earlier.tell(new Engine.Stop());

    spawn(engineSettings("groovy"));

    String second = relay.expectMessageClass(NodeRelay.EngineStarted.class).incarnation();
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void start_languageCannotRun_tellsWhy() {
    ActorRef<Engine.Command> broken = spawn(engineSettings("broken"));

    relay.expectMessage(new NodeRelay.EngineFailed(ID, "a library is missing"));
    relay.expectTerminated(broken);
  }

  @Test
  void start_unknownLanguage_namesThoseInstalled() {
    spawn(engineSettings("cobol"));

    String why = relay.expectMessageClass(NodeRelay.EngineFailed.class).why();
    assertThat(why).contains("'cobol' is not on the class path").contains("groovy");
  }

  @Test
  void start_languageEndsInError_tellsWhy() {
    spawn(engineSettings("fatal"));

    relay.expectMessage(new NodeRelay.EngineFailed(ID, "too deep"));
  }

  @Test
  void execute_namespaceIsLost_reportsHowAndEnds() {
    ActorRef<Engine.Command> losing = spawn(engineSettings("losing"));
    var started = relay.expectMessageClass(NodeRelay.EngineStarted.class);

    execute("ann", 1, "any text");

    var life = new EngineLife(ID, started.incarnation());
    relay.expectMessage(new NodeRelay.EngineGone(life, "its process has ended"));
    relay.expectTerminated(losing);
  }

  @Test
  void start_startupScript_runsBeforeTheFirstRequestAndTakesNoNumber() {
    startup = new StartupScript("setup.groovy", "base = id * 2");
    start();

    execute("ann", 1, "base");

    CommandRecord record = executed(expectAnswer("ann", 1));
    assertThat(record.display()).isEqualTo(Integer.toString(2 * ID.value()));
    assertThat(record.number()).isEqualTo(1);
  }

  @Test
  void renumber_always_keepsTheNamespaceUnderTheNewId() {
    start();
    Objects.requireNonNull(engine).tell(new Engine.Renumber(new EngineId(5)));

    execute("ann", 1, "id");

    CommandRecord record = executed(expectAnswer("ann", 1));
    assertThat(record.display()).isEqualTo("5");
    assertThat(record.id()).isEqualTo(new EngineId(5));
  }

  @Test
  void start_startupScriptFails_namesItsLine() {
    startup = new StartupScript("setup.groovy", "a = 1\nb = a / 0");
    ActorRef<Engine.Command> broken = spawn(engineSettings("groovy"));

    relay.expectMessage(
        new NodeRelay.EngineFailed(
            ID,
            "the start-up script setup.groovy failed at line 2:"
                + " ArithmeticException: Division by zero"));
    relay.expectTerminated(broken);
  }

  @Test
  void reset_startupScript_isNotRunAgain() {
    startup = new StartupScript("setup.groovy", "base = 1");
    start();

    submit("ann", 1, new Request.Reset(), false);
    expectAnswer("ann", 1);
    submit("ann", 2, new Question.Keys(), false);

    assertThat(expectAnswer("ann", 2)).isEqualTo(new Outcome.Names(List.of("id")));
  }

  @Test
  void submit_severalRequests_runInOrder() {
    start();

    execute("ann", 1, "a = 1");
    execute("bob", 1, "a = a + 1");
    execute("ann", 2, "a");

    assertThat(List.of(nextTicket(), nextTicket())).containsExactly("ann/1", "bob/1");
    CommandRecord last = executed(expectAnswer("ann", 2));
    assertThat(last.display()).isEqualTo("2");
    assertThat(last.number()).isEqualTo(3);
  }

  @Test
  void execute_scriptFails_answersItsError() {
    start();

    execute("ann", 1, "1 / 0");

    Failure failure = failure(expectAnswer("ann", 1));
    assertThat(failure.kernel()).isFalse();
    assertThat(failure.errorName()).isEqualTo("ArithmeticException");
    assertThat(failure.traceback()).contains("In [1]");
  }

  @Test
  void pull_pushedValue_returnsIt() {
    start();
    EncodedValue five = ValueCodec.forEngine(EngineTest.class.getClassLoader()).encode(5);

    submit("ann", 1, new Request.Push(Map.of("a", CodedValue.of(five)), false), false);
    submit("ann", 2, new Request.Pull(List.of("a")), false);

    assertThat(expectAnswer("ann", 1)).isEqualTo(new Outcome.Done());
    assertThat(expectAnswer("ann", 2)).isEqualTo(new Outcome.Values(List.of(five)));
  }

  @Test
  void pull_unknownName_failsWithNameError() {
    start();

    submit("ann", 1, new Request.Pull(List.of("nowhere")), false);

    assertThat(errorName(expectAnswer("ann", 1))).isEqualTo("NameError");
  }

  @Test
  void keys_scriptRunning_answersAtOnce() {
    start();
    execute("ann", 1, "a = 1");
    expectAnswer("ann", 1);
    execute("ann", 2, FOREVER);

    submit("ann", 3, new Question.Keys(), false);

    var names = (Outcome.Names) expectAnswer("ann", 3);
    assertThat(names.names()).contains("id", "a");
  }

  @Test
  void complete_mapOfTheUserDoesNotEnd_engineTakesOtherRequests() {
    start();
    defineEndlessMap();

    submit("ann", 2, new Question.Complete("endless.a."), false);
    execute("ann", 3, "1");
    assertThat(expectAnswer("ann", 3)).isInstanceOf(Outcome.Executed.class);
    submit("ann", 4, new Question.Status(), false);

    assertThat(expectAnswer("ann", 4)).isInstanceOf(Outcome.Queue.class);
  }

  @Test
  void complete_limitPasses_failsAsBusy() {
    start(engineSettings("groovy", 100, 1_000_000, Duration.ofMillis(1)));
    defineEndlessMap();

    submit("ann", 2, new Question.Complete("endless.a."), false);

    assertThat(failure(expectAnswer("ann", 2)).errorMessage())
        .contains("the engine is busy")
        .contains("multiengine.engine.questions.limit");
  }

  @Test
  void keys_scriptHoldsTheNames_engineTakesOtherQuestions() {
    start();
    System.clearProperty(LOCKED);
    execute(
        "ann",
        1,
        "synchronized (binding.getVariables()) {"
            + (" System.setProperty('" + LOCKED + "', ''); while (true) { } }"));
    Awaitility.await().atMost(PATIENCE).until(() -> System.getProperty(LOCKED) != null);

    submit("ann", 2, new Question.Keys(), false);
    submit("ann", 3, new Question.Status(), false);

    assertThat(expectAnswer("ann", 3)).isInstanceOf(Outcome.Queue.class);
  }

  /** Binds a map that looks for its keys for ever. */
  private void defineEndlessMap() {
    execute(
        "ann",
        1,
        """
        class Endless extends HashMap {
          boolean containsKey(Object key) { while (true) { } }
        }
        endless = new Endless()
        null
        """);
    assertThat(expectAnswer("ann", 1)).isInstanceOf(Outcome.Executed.class);
  }

  @Test
  void getResult_scriptRunning_answersLatestRecord() {
    start();
    execute("ann", 1, "6 * 7");
    CommandRecord first = executed(expectAnswer("ann", 1));
    execute("ann", 2, FOREVER);

    submit("bob", 1, new Question.GetResult(null), false);
    submit("bob", 2, new Question.GetResult(1), false);

    assertThat(executed(expectAnswer("bob", 1))).isEqualTo(first);
    assertThat(executed(expectAnswer("bob", 2))).isEqualTo(first);
  }

  @Test
  void getResult_unknownNumber_failsWithIndexError() {
    start();

    submit("ann", 1, new Question.GetResult(5), false);

    assertThat(errorName(expectAnswer("ann", 1))).isEqualTo("IndexError");
  }

  @Test
  void status_scriptRunning_showsWhatRunsAndWaits() {
    start();
    execute("ann", 1, FOREVER);
    execute("ann", 2, "b = 2");
    execute("bob", 1, "c = 3");

    submit("ann", 3, new Question.Status(), false);

    var expected =
        new QueueStatus(
            ID, "execute('" + FOREVER + "')", List.of("execute('b = 2')", "execute('c = 3')"));
    assertThat(expectAnswer("ann", 3)).isEqualTo(new Outcome.Queue(expected));
  }

  @Test
  void info_idle_tellsOfThisProcess() {
    start();

    EngineInfo.Stats stats = info("ann", 1);

    assertThat(stats.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(stats.running()).isNull();
    assertThat(stats.waiting()).isZero();
    assertThat(stats.started()).isBeforeOrEqualTo(Instant.now());
  }

  @Test
  void info_scriptRunning_tellsTheBeginningOfItAndSinceWhen() {
    start();
    Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
    execute("ann", 1, FOREVER + " // and so on, past the limit");
    execute("ann", 2, "b = 2");

    EngineInfo.Stats stats = info("ann", 3);

    assertThat(stats.waiting()).isEqualTo(1);
    assertThat(stats.running())
        .satisfies(
            running -> {
              assertThat(running.text()).hasSize(53).startsWith("execute('started").endsWith("...");
              assertThat(running.since()).isBetween(before, Instant.now());
              assertThat(running.elapsed()).isPositive();
            });
  }

  private EngineInfo.Stats info(String client, long call) {
    submit(client, call, new Question.Info(), false);
    return ((Outcome.Info) expectAnswer(client, call)).stats();
  }

  @Test
  void failure_sameClientWaits_clearsItsQueue() {
    start();
    execute("ann", 1, FOREVER);
    execute("bob", 1, "1 / 0");
    execute("bob", 2, "b = 2");
    execute("bob", 3, "b = 3");

    engine().tell(new Engine.Cancel(new CallId("ann", 1), null));

    expectAnswer("ann", 1);
    assertThat(List.of(nextTicketError(), nextTicketError(), nextTicketError()))
        .containsExactlyInAnyOrder(
            "bob/1 ArithmeticException", "bob/2 QueueCleared", "bob/3 QueueCleared");
  }

  @Test
  void failure_laterRequestWasOnItsWay_isDroppedAndTheNextOneThatKnowsRuns() {
    start();
    submit("ann", 1, new Request.Execute("throw new ArithmeticException()"), false, 0);
    FailureMark mark = Objects.requireNonNull(nextAnswer().answer().failureMark());

    submit("ann", 2, new Request.Execute("a = 2"), false, 0);
    NodeRelay.EngineAnswered dropped = nextAnswer();
    submit("ann", 3, new Request.Execute("a = 3"), false, mark.number());

    assertThat(errorName(dropped.answer().outcome())).isEqualTo("QueueCleared");
    assertThat(dropped.answer().failureMark()).isEqualTo(mark);
    assertThat(expectAnswer("ann", 3)).isInstanceOf(Outcome.Executed.class);
  }

  @Test
  void failure_nodeHadNoRoom_dropsTheNextUntilTheFailureIsKnown() {
    start();
    var request =
        new QueuedRequest(
            new PartId(new CallId("ann", 1), 0), new Request.Execute("a = 1"), false, false, 0);

    engine().tell(new Engine.Refuse(request, QueueFull.of("a.setting", 1, "no room")));
    FailureMark mark = Objects.requireNonNull(nextAnswer().answer().failureMark());
    submit("ann", 2, new Request.Execute("a = 2"), false, 0);
    NodeRelay.EngineAnswered dropped = nextAnswer();
    submit("ann", 3, new Request.Execute("a = 3"), false, mark.number());

    assertThat(errorName(dropped.answer().outcome())).isEqualTo("QueueCleared");
    assertThat(expectAnswer("ann", 3)).isInstanceOf(Outcome.Executed.class);
  }

  @Test
  void failure_resetWasOnItsWay_dropsItAndKeepsTheQueue() {
    start();
    submit("ann", 1, new Request.Execute("throw new ArithmeticException()"), false, 0);
    nextAnswer();
    execute("bob", 1, "while (true) {}");
    execute("bob", 2, "a = 2");

    submit("ann", 2, new Request.Reset(), false, 0);

    assertThat(errorName(expectAnswer("ann", 2))).isEqualTo("QueueCleared");
    submit("cid", 1, new Question.Status(), false);
    assertThat(((Outcome.Queue) expectAnswer("cid", 1)).status().queue())
        .containsExactly("execute('a = 2')");
  }

  @Test
  void failure_ofALongText_isToldInBrief() {
    start();
    execute("ann", 1, FOREVER);
    execute("bob", 1, "1 / 0 //" + "x".repeat(100_000));
    execute("bob", 2, "b = 2");

    engine().tell(new Engine.Cancel(new CallId("ann", 1), null));

    expectAnswer("ann", 1);
    assertThat(failure(expectAnswer("bob", 2)).errorMessage())
        .startsWith("execute('1 / 0 //x")
        .endsWith("... failed before it")
        .hasSizeLessThan(300);
  }

  @Test
  void failure_otherClientWaits_runsItsRequest() {
    start();
    execute("ann", 1, FOREVER);
    execute("bob", 1, "1 / 0");
    execute("eve", 1, "c = 3; c");

    engine().tell(new Engine.Cancel(new CallId("ann", 1), null));

    expectAnswer("ann", 1);
    expectAnswer("bob", 1);
    assertThat(executed(expectAnswer("eve", 1)).display()).isEqualTo("3");
  }

  @Test
  void failure_continueOnError_runsTheNext() {
    start();
    execute("ann", 1, FOREVER);
    submit("bob", 1, new Request.Execute("1 / 0"), true);
    submit("bob", 2, new Request.Execute("b = 2; b"), true);

    engine().tell(new Engine.Cancel(new CallId("ann", 1), null));

    expectAnswer("ann", 1);
    expectAnswer("bob", 1);
    assertThat(executed(expectAnswer("bob", 2)).display()).isEqualTo("2");
  }

  @Test
  void cancel_requestWaits_isNeverRun() {
    start();
    execute("ann", 1, FOREVER);
    execute("bob", 1, "b = 2");

    engine().tell(new Engine.Cancel(new CallId("bob", 1), null));

    assertThat(errorName(expectAnswer("bob", 1))).isEqualTo("TaskAborted");
    engine().tell(new Engine.Cancel(new CallId("ann", 1), null));
    expectAnswer("ann", 1);
    assertThat(keys()).doesNotContain("b");
  }

  @Test
  void cancel_endlessLoop_isAborted() {
    start();
    execute("ann", 1, FOREVER);
    awaitName("started");

    engine().tell(new Engine.Cancel(new CallId("ann", 1), null));

    assertThat(errorName(expectAnswer("ann", 1))).isEqualTo("TaskAborted");
  }

  @Test
  void cancel_endlessLoop_keepsNamespace() {
    start();
    execute("ann", 1, "a = 5");
    expectAnswer("ann", 1);
    execute("ann", 2, FOREVER);
    awaitName("started");

    engine().tell(new Engine.Cancel(new CallId("ann", 2), null));

    expectAnswer("ann", 2);
    execute("ann", 3, "a");
    assertThat(executed(expectAnswer("ann", 3)).display()).isEqualTo("5");
  }

  @Test
  void cancel_sleepingScript_isAborted() {
    start();
    execute("ann", 1, "started = 1; sleep 600000");
    awaitName("started");

    engine().tell(new Engine.Cancel(new CallId("ann", 1), null));

    assertThat(errorName(expectAnswer("ann", 1))).isEqualTo("TaskAborted");
  }

  @Test
  void cancel_rightAfterSubmit_isAborted() {
    start();

    execute("ann", 1, FOREVER);
    engine().tell(new Engine.Cancel(new CallId("ann", 1), null));

    assertThat(errorName(expectAnswer("ann", 1))).isEqualTo("TaskAborted");
  }

  @Test
  void cancel_forLackOfTime_failsWithTaskTimeout() {
    start();
    execute("ann", 1, FOREVER);
    execute("bob", 1, "b = 2");

    engine().tell(new Engine.Cancel(new CallId("bob", 1), Duration.ofMillis(50)));

    Failure failure = failure(expectAnswer("bob", 1));
    assertThat(failure.errorName()).isEqualTo("TaskTimeout");
    assertThat(failure.errorMessage()).isEqualTo("it did not end within 50 ms");
    assertThat(failure.details()).containsEntry("limit-millis", "50");
  }

  @Test
  void clearQueue_requestsWait_dropsThem() {
    start();
    execute("ann", 1, FOREVER);
    execute("bob", 1, "b = 2");

    submit("eve", 1, new Question.ClearQueue(), false);

    assertThat(errorName(expectAnswer("bob", 1))).isEqualTo("QueueCleared");
    assertThat(expectAnswer("eve", 1)).isEqualTo(new Outcome.Done());
  }

  @Test
  void cancel_otherCall_letsItRun() {
    start();
    execute("ann", 1, FOREVER);
    awaitName("started");

    engine().tell(new Engine.Cancel(new CallId("ann", 2), null));
    engine().tell(new Engine.Cancel(new CallId("bob", 1), null));

    submit("ann", 3, new Question.Status(), false);
    var queue = (Outcome.Queue) expectAnswer("ann", 3);
    assertThat(queue.status().pending()).contains(FOREVER);
  }

  @Test
  void reset_requestsWait_clearsThemAll() {
    start();
    execute("ann", 1, FOREVER);
    execute("bob", 1, "b = 2");

    submit("ann", 2, new Request.Reset(), false);

    assertThat(errorName(expectAnswer("bob", 1))).isEqualTo("QueueCleared");
  }

  @Test
  void reset_namesDefined_startsAfresh() {
    start();
    execute("ann", 1, "a = 1");
    submit("ann", 2, new Request.Reset(), false);
    execute("ann", 3, "b = 2");

    expectAnswer("ann", 1);
    assertThat(expectAnswer("ann", 2)).isEqualTo(new Outcome.Done());
    assertThat(executed(expectAnswer("ann", 3)).number()).isEqualTo(1);
    assertThat(keys()).containsExactly("id", "b");
  }

  @Test
  void submit_limitOfRequests_failsWithQueueFull() {
    start(engineSettings("groovy", 1, 1_000));
    execute("ann", 1, FOREVER);
    execute("ann", 2, "b = 2");

    execute("ann", 3, "c = 3");

    assertThat(errorName(expectAnswer("ann", 3))).isEqualTo("QueueFull");
  }

  @Test
  void submit_limitOfBytes_failsWithQueueFull() {
    start(engineSettings("groovy", 10, 100));
    execute("ann", 1, FOREVER);
    execute("ann", 2, "b = 2");

    execute("ann", 3, "c".repeat(100));

    assertThat(errorName(expectAnswer("ann", 3))).isEqualTo("QueueFull");
  }

  @Test
  void stop_scriptRunning_endsItsThread() {
    start();
    execute("ann", 1, FOREVER);
    awaitName("started");

    engine().tell(new Engine.Stop());

    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("engine-" + ID)));
  }

  @Test
  void stop_scriptRunning_closesNamespaceAfterIt() throws Exception {
    start(engineSettings("holding"));
    execute("ann", 1, "hold");
    assertThat(TestLanguages.Holding.running.await(PATIENCE.toSeconds(), SECONDS)).isTrue();
    engine().tell(new Engine.Stop());
    relay.expectTerminated(engine());
    assertThat(TestLanguages.Holding.closed).isNotDone();

    TestLanguages.Holding.letGo.countDown();

    assertThat(TestLanguages.Holding.closed.get(PATIENCE.toSeconds(), SECONDS)).isTrue();
  }

  private ActorRef<Engine.Command> spawn(MultiengineSettings.EngineSettings settings) {
    ActorRef<Engine.Command> spawned =
        testKit.spawn(
            Engine.create(
                ID,
                new Engine.Node(
                    settings,
                    InboxSettings.defaults(),
                    relay.ref(),
                    TestSystems.code(),
                    startup,
                    Bindings.NONE)));
    engine = spawned;
    return spawned;
  }

  private void start() {
    start(engineSettings("groovy"));
  }

  private void start(MultiengineSettings.EngineSettings settings) {
    spawn(settings);
    relay.expectMessageClass(NodeRelay.EngineStarted.class);
  }

  private ActorRef<Engine.Command> engine() {
    ActorRef<Engine.Command> started = engine;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  private void execute(String client, long call, String code) {
    submit(client, call, new Request.Execute(code), false);
  }

  private void submit(String client, long call, Request request, boolean continueOnError) {
    submit(client, call, request, continueOnError, Long.MAX_VALUE);
  }

  private void submit(
      String client, long call, Request request, boolean continueOnError, long failureSeen) {
    var part = new PartId(new CallId(client, call), 0);
    if (request instanceof Question question) {
      engine().tell(new Engine.Ask(part, question));
    } else {
      var queued = (Request.Queued) request;
      engine()
          .tell(
              new Engine.Submit(
                  new QueuedRequest(part, queued, continueOnError, false, failureSeen)));
    }
  }

  private NodeRelay.EngineAnswered nextAnswer() {
    return relay.expectMessageClass(NodeRelay.EngineAnswered.class);
  }

  private String nextTicket() {
    return name(nextAnswer());
  }

  private String nextTicketError() {
    NodeRelay.EngineAnswered answer = nextAnswer();
    return name(answer) + " " + errorName(answer.answer().outcome());
  }

  private static String name(NodeRelay.EngineAnswered answer) {
    return answer.part().client() + "/" + answer.part().call().number();
  }

  private Outcome expectAnswer(String client, long call) {
    NodeRelay.EngineAnswered answer = nextAnswer();
    assertThat(name(answer)).isEqualTo(client + "/" + call);
    return answer.answer().outcome();
  }

  private static CommandRecord executed(Outcome outcome) {
    return ((Outcome.Executed) outcome).record();
  }

  private static Failure failure(Outcome outcome) {
    return ((Outcome.Failed) outcome).failure();
  }

  private static String errorName(Outcome outcome) {
    return failure(outcome).errorName();
  }

  private List<String> keys() {
    submit("keys", 0, new Question.Keys(), false);
    return ((Outcome.Names) expectAnswer("keys", 0)).names();
  }

  private void awaitName(String name) {
    Awaitility.await().atMost(PATIENCE).until(() -> keys().contains(name));
  }
}
