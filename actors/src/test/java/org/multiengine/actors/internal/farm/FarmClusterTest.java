package org.multiengine.actors.internal.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.admin.LocalNode;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.core.Targets;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskScheduler;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.value.ValueCodec;

/** Tasks on an embedded cluster of two engines. */
@Timeout(120)
final class FarmClusterTest {

  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.HOST, NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.CLIENT);
  private static final Multiengine multiengine = Multiengine.get(testKit.system());
  private static final AtomicInteger clients = new AtomicInteger();

  /** What scripts share with the tests: they run in the same process. */
  public static final List<String> events = Collections.synchronizedList(new ArrayList<>());

  public static volatile CountDownLatch gate = new CountDownLatch(0);

  private static final String ME = FarmClusterTest.class.getName();
  private static final String WAIT = ME + ".gate.await()";

  private final ValueCodec codec = ValueCodec.forEngine(FarmClusterTest.class.getClassLoader());
  private final String name = "client" + clients.incrementAndGet();
  private final TaskScheduler tasks = scheduler(name);

  private static TaskScheduler scheduler(String client) {
    LocalNode node = LocalNode.get(testKit.system());
    return node.controllers().tasks(client, node.directory());
  }

  @BeforeAll
  static void startEngines() throws Exception {
    TestSystems.join(testKit);
    multiengine.startHost();
    multiengine.startEngines(2);
    assertThat(multiengine.directory().await(2, PATIENCE, count -> {})).isTrue();
  }

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @AfterEach
  void close() {
    gate.countDown();
    tasks.close();
    events.clear();
  }

  private RecordingTask submit(String code, TaskOptions options, String... pulled) {
    return submit(tasks.next(), code, options, pulled);
  }

  private RecordingTask submit(TaskId id, String code, TaskOptions options, String... pulled) {
    return submit(
        tasks, id, new TaskRequest.Script(code, Map.of(), List.of(pulled), NONE), options);
  }

  private static final TaskRequest.Clearing NONE = TaskRequest.Clearing.NONE;

  private static RecordingTask submit(
      TaskScheduler to, TaskId id, TaskRequest work, TaskOptions options) {
    var observer = new RecordingTask();
    to.submit(new TaskSubmission<>(id, work.text(), work.size(), options, work), observer);
    return observer;
  }

  private RecordingTask submit(String code, String... pulled) {
    return submit(code, TaskOptions.defaults(), pulled);
  }

  private @Nullable Object value(RecordingTask task) {
    var pulled = (Outcome.Pulled) task.await().outcome();
    return codec.decode(pulled.values().get(0));
  }

  private static void closeGate() {
    gate = new CountDownLatch(1);
  }

  private static TaskOptions.Builder options() {
    return TaskOptions.builder();
  }

  @Test
  void submit_script_runsOnSomeEngine() {
    RecordingTask task = submit("a = 6 * 7", "a");

    assertThat(value(task)).isEqualTo(42);
    assertThat(task.endState()).isEqualTo(TaskState.DONE);
    assertThat(task.await().report().attempts()).hasSize(1);
    assertThat(task.ends()).isOne();
  }

  @Test
  void submit_many_endEachOnceOnBothEngines() {
    List<RecordingTask> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      all.add(submit("b = id", "b"));
    }

    assertThat(all).allMatch(task -> task.endState() == TaskState.DONE);
    assertThat(all).extracting(this::value).contains(0, 1);
  }

  @Test
  void submit_failing_fails() {
    RecordingTask task = submit("throw new IOException('no')");

    assertThat(task.endState()).isEqualTo(TaskState.FAILED);
    assertThat(((Outcome.Failed) task.await().outcome()).failure().errorName())
        .isEqualTo("IOException");
  }

  @Test
  void submit_failingWithRetry_runsAgain() {
    RecordingTask task =
        submit(
            ME + ".events.add('x'); if (" + ME + ".events.size() < 3) throw new IOException()",
            options().retry(Retry.times(5)).build());

    assertThat(task.endState()).isEqualTo(TaskState.DONE);
    assertThat(events).hasSize(3);
    assertThat(task.await().report().attempts()).hasSize(3);
  }

  @Test
  void submit_afterPush_seesTheValue() {
    TestProbe<CallObserver.Reply> calls = testKit.createTestProbe();
    CodedValue big = CodedValue.of(codec.encode(new byte[3_000_000]));
    for (int round = 1; round <= 20; round++) {
      multiengine
          .controller()
          .tell(
              new Controller.Submit(
                  new CallId(name, round),
                  Targets.all(),
                  List.of(
                      new Request.Push(
                          Map.of("round", CodedValue.of(codec.encode(round)), "big", big), false)),
                  CallOptions.DEFAULT,
                  CallObserver.replyTo(calls.ref())));

      assertThat(value(submit("seen = round", "seen"))).isEqualTo(round);
    }
  }

  @Test
  void submit_duringDirectCalls_runsBesideThem() throws InterruptedException {
    closeGate();
    TestProbe<CallObserver.Reply> calls = testKit.createTestProbe();
    multiengine
        .controller()
        .tell(
            new Controller.Submit(
                new CallId("other", clients.incrementAndGet()),
                Targets.of(0),
                List.of(new Request.Execute(WAIT)),
                CallOptions.DEFAULT,
                CallObserver.replyTo(calls.ref())));

    for (int i = 0; i < 20; i++) {
      assertThat(value(submit("c = id", "c"))).isEqualTo(1);
    }
    gate.countDown();
    calls.expectMessageClass(CallObserver.Reply.Completed.class);
  }

  @Test
  void directCall_thatFails_leavesTasksAlone() {
    closeGate();
    List<RecordingTask> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(submit(WAIT));
    }
    TestProbe<CallObserver.Reply> calls = testKit.createTestProbe();
    for (Request request :
        List.of(new Request.Execute("throw new IOException()"), new Request.Reset())) {
      multiengine
          .controller()
          .tell(
              new Controller.Submit(
                  new CallId(name, request.text().hashCode() & 0xffff),
                  Targets.all(),
                  List.of(request),
                  CallOptions.DEFAULT,
                  CallObserver.replyTo(calls.ref())));
    }
    gate.countDown();

    assertThat(all).allMatch(task -> task.endState() == TaskState.DONE);
  }

  @Test
  void cancel_waiting_endsAtOnce() {
    closeGate();
    List<RecordingTask> running = List.of(submit(WAIT), submit(WAIT));
    running.forEach(RecordingTask::awaitBegin);
    TaskId id = tasks.next();
    RecordingTask waiting = submit(id, ME + ".events.add('ran')", TaskOptions.defaults());

    tasks.cancel(id);

    assertThat(waiting.endState()).isEqualTo(TaskState.ABORTED);
    gate.countDown();
    assertThat(running).allMatch(task -> task.endState() == TaskState.DONE);
    assertThat(events).isEmpty();
  }

  @Test
  void cancel_running_isInterrupted() {
    TaskId id = tasks.next();
    RecordingTask task = submit(id, "Thread.sleep(600000)", TaskOptions.defaults());
    task.awaitBegin();

    tasks.cancel(id);

    assertThat(task.endState()).isEqualTo(TaskState.ABORTED);
    assertThat(value(submit("d = 1", "d"))).isEqualTo(1);
  }

  @Test
  void limit_passed_endsAsTimedOut() {
    RecordingTask task =
        submit("Thread.sleep(600000)", options().limit(Duration.ofMillis(50)).build());

    assertThat(task.endState()).isEqualTo(TaskState.TIMED_OUT);
  }

  @Test
  void deadline_passedWhileWaiting_endsAsTimedOut() {
    closeGate();
    List.of(submit(WAIT), submit(WAIT)).forEach(RecordingTask::awaitBegin);

    RecordingTask task = submit("e = 1", options().deadline(Duration.ofMillis(50)).build());

    assertThat(task.endState()).isEqualTo(TaskState.TIMED_OUT);
  }

  @Test
  void priority_higher_beginsFirst() {
    closeGate();
    List.of(submit(WAIT), submit(WAIT)).forEach(RecordingTask::awaitBegin);
    TaskNeeds first = new TaskNeeds(Set.of(new EngineId(0)), Set.of(), Map.of(), "");
    List<RecordingTask> all = new ArrayList<>();
    for (int priority : new int[] {0, 10, -10, 50}) {
      all.add(
          submit(
              ME + ".events.add('" + priority + "')",
              options().priority(priority).needs(first).build()));
    }

    gate.countDown();

    assertThat(all).allMatch(task -> task.endState() == TaskState.DONE);
    assertThat(events).containsExactly("50", "10", "0", "-10");
  }

  @Test
  void after_dependency_beginsWhenItHasEnded() {
    closeGate();
    TaskId earlier = tasks.next();
    RecordingTask first =
        submit(earlier, WAIT + "; " + ME + ".events.add('first')", TaskOptions.defaults());
    RecordingTask second =
        submit(ME + ".events.add('second')", options().after(Dependency.success(earlier)).build());
    first.awaitBegin();

    gate.countDown();

    assertThat(second.endState()).isEqualTo(TaskState.DONE);
    assertThat(events).containsExactly("first", "second");
  }

  @Test
  void after_failedDependency_isImpossible() {
    TaskId earlier = tasks.next();
    submit(earlier, "throw new IOException()", TaskOptions.defaults());

    RecordingTask second = submit("f = 1", options().after(Dependency.success(earlier)).build());

    assertThat(second.endState()).isEqualTo(TaskState.IMPOSSIBLE);
  }

  @Test
  void needs_engines_runsThere() {
    TaskNeeds second = new TaskNeeds(Set.of(new EngineId(1)), Set.of(), Map.of(), "");

    for (int i = 0; i < 10; i++) {
      assertThat(value(submit("g = id", options().needs(second).build(), "g"))).isEqualTo(1);
    }
  }

  @Test
  void why_waiting_namesTheBusyEngines() throws Exception {
    closeGate();
    List.of(submit(WAIT), submit(WAIT)).forEach(RecordingTask::awaitBegin);
    TaskId id = tasks.next();
    submit(id, "h = 1", TaskOptions.defaults());

    String why =
        tasks.why(id).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).text();

    assertThat(why).startsWith("all 2 engines that fit are busy");
    assertThat(
            tasks.counts().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).open())
        .isEqualTo(3);
    assertThat(tasks.open().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
        .hasSize(3);
  }

  @Test
  void cut_runningPiece_stopsBeforeItsMiddle() throws Exception {
    closeGate();
    TaskId id = tasks.next();
    var piece =
        new TaskRequest.Piece(
            CodedValue.of(codec.encode("{ x -> " + WAIT + "; x }")),
            List.of(codec.encode(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9))),
            100,
            false,
            "f");
    RecordingTask task = submit(tasks, id, piece, TaskOptions.defaults());
    task.awaitBegin();

    OptionalInt before = cut(id);

    assertThat(before).hasValue(105 + 1);
    gate.countDown();
    var mapped = (Outcome.Mapped) task.await().outcome();
    assertThat(mapped.stoppedAt()).isEqualTo(before.getAsInt());
    assertThat(codec.decode(mapped.values())).isEqualTo(List.of(0, 1, 2, 3, 4, 5));
  }

  private OptionalInt cut(TaskId id) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> tasks.cut(id).toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS),
            OptionalInt::isPresent);
  }

  @Test
  void close_withOpenTasks_abortsThem() {
    closeGate();
    List<RecordingTask> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      all.add(submit(WAIT));
    }

    tasks.close();

    assertThat(all).allMatch(task -> task.endState() == TaskState.ABORTED);
    assertThatThrownBy(() -> submit("i = 1")).hasMessageContaining("closed");
  }

  @Test
  void twoClients_submitTogether_bothEnd() {
    TaskScheduler other = scheduler("other" + name);
    List<RecordingTask> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(submit("j = 1"));
      var script = new TaskRequest.Script("k = 1", Map.of(), List.of(), NONE);
      all.add(submit(other, other.next(), script, TaskOptions.defaults()));
    }

    assertThat(all).allMatch(task -> task.endState() == TaskState.DONE);
    other.close();
  }
}
