package org.multiengine.actors.internal.farm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskOrder;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.mark.BeginMarks;

final class FarmTasksTest {

  private static final ActorTestKit testKit = TestSystems.plain();

  private record Sent(ActorRef<LinkFrame> relay, TaskMessage.ToNode message) {}

  private final List<Sent> sent = new ArrayList<>();
  private final TaskSettings settings = TaskSettings.defaults();
  private final TaskBudget budget = new TaskBudget(settings);
  private final FarmTasks tasks =
      new FarmTasks(settings, budget, (relay, message) -> sent.add(new Sent(relay, message)));
  private final EngineEntry first = engine(0);
  private final EngineEntry second = engine(1);
  private long numbers;

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private static EngineEntry engine(int id) {
    return TestSystems.ready(id, testKit.<LinkFrame>createTestProbe().ref(), "life" + id);
  }

  private void ready(EngineEntry... engines) {
    tasks.engines(new TaskFarm.Engines(List.of(engines), List.of()));
  }

  private RecordingTask submit() {
    return submit("ann", TaskOptions.defaults());
  }

  private RecordingTask submit(String client, TaskOptions options) {
    var observer = new RecordingTask();
    var work = new TaskRequest.Script("a = 1", Map.of(), List.of(), TaskRequest.Clearing.NONE);
    budget.take(work.size());
    var task =
        new TaskSubmission<TaskRequest>(
            new TaskId(client, numbers++), "kind", work.size(), options, work);
    tasks.submit(new TaskFarm.Submit(task, observer));
    return observer;
  }

  private List<AttemptId> ordersTo(EngineEntry engine) {
    return sent.stream()
        .filter(each -> each.relay().equals(engine.relay()))
        .map(Sent::message)
        .filter(TaskMessage.Orders.class::isInstance)
        .flatMap(orders -> ((TaskMessage.Orders) orders).orders().stream())
        .map(TaskOrder::id)
        .toList();
  }

  private void report(EngineEntry from, TaskMessage.ToFarm message) {
    tasks.received(new TaskFarm.FromNode(from.relay(), message));
  }

  private void grant(EngineEntry from, int window) {
    report(
        from,
        new TaskMessage.Changes(
            List.of(), List.of(), List.of(), List.of(), List.of(), new NodeGrant(window, 0, 0, 1)));
  }

  private void begun(EngineEntry on, AttemptId id) {
    var at = new TaskMessage.AtEngine(id, on.life());
    report(
        on, new TaskMessage.Changes(List.of(at), List.of(), List.of(), List.of(), List.of(), null));
  }

  private void ended(EngineEntry on, AttemptId id, Outcome outcome) {
    var answer = new TaskAnswer(id, on.life(), true, outcome, 1_000);
    report(
        on,
        new TaskMessage.Changes(List.of(), List.of(answer), List.of(), List.of(), List.of(), null));
  }

  private void lose(EngineEntry engine, String begun) {
    EngineLife life = engine.life();
    var error = EngineLost.of(life.engine(), life.incarnation(), "it was killed by signal 9");
    List<EngineEntry> others = engine.equals(first) ? List.of(second) : List.of(first);
    tasks.engines(
        new TaskFarm.Engines(others, List.of(new TaskFarm.LostEngine(engine, error, begun))));
    tasks.nodeGone(engine.relay(), "its process has ended");
  }

  @Test
  void submit_idleEngine_isSentAndEnds() {
    ready(first);

    RecordingTask task = submit();
    AttemptId id = ordersTo(first).get(0);
    begun(first, id);
    ended(first, id, new Outcome.Done());

    assertThat(task.states()).containsExactly(TaskState.SENT, TaskState.RUNNING);
    assertThat(task.endState()).isEqualTo(TaskState.DONE);
    assertThat(tasks.counts("ann").done()).isOne();
  }

  @Test
  void submit_beforeEngines_waitsForThem() {
    RecordingTask task = submit();
    assertThat(sent).isEmpty();
    assertThat(tasks.why(new TaskId("ann", 0)).text()).isEqualTo("no engine is registered");

    ready(first);

    assertThat(ordersTo(first)).hasSize(1);
    assertThat(task.states()).containsExactly(TaskState.SENT);
  }

  @Test
  void submit_twoClients_haveMessagesOfTheirOwn() {
    submit("ann", TaskOptions.defaults());
    submit("bob", TaskOptions.defaults());
    ready(first);
    grant(first, 10);

    assertThat(
            sent.stream()
                .map(Sent::message)
                .map(TaskMessage.Orders.class::cast)
                .map(TaskMessage.Orders::client))
        .containsExactly("ann", "bob");
  }

  @Test
  void submit_manyAtOnce_goInBundles() {
    ready(first);
    for (int i = 0; i < 200; i++) {
      submit();
    }
    sent.clear();

    grant(first, 200);

    assertThat(ordersTo(first)).hasSize(199);
    assertThat(sent).hasSize(4);
  }

  @Test
  void submit_withLabel_goesToAProcessThatHasIt() {
    ready(first, second.traits(new NodeTraits(Set.of("gpu"), Map.of())));

    submit("ann", labelled("gpu"));
    submit("ann", labelled("licence"));

    assertThat(ordersTo(first)).isEmpty();
    assertThat(ordersTo(second)).hasSize(1);
    assertThat(tasks.why(new TaskId("ann", 1)).text()).contains("licence");
  }

  private static TaskOptions labelled(String label) {
    return TaskOptions.builder().needs(new TaskNeeds(null, Set.of(label), Map.of(), "")).build();
  }

  @Test
  void lost_withMarks_movesOnlyWhatHadNotBegun(@TempDir Path folder) throws IOException {
    ready(first);
    grant(first, 3);
    List<RecordingTask> all = List.of(submit(), submit(), submit());
    List<AttemptId> ids = ordersTo(first);
    begun(first, ids.get(0));
    BeginMarks marks = BeginMarks.create(folder.resolve("marks"), 10);
    marks.begin(ids.get(0));
    marks.begin(ids.get(1));

    lose(first, BeginMarks.read(folder.resolve("marks")));

    assertThat(all.get(0).endState()).isEqualTo(TaskState.LOST);
    assertThat(all.get(1).endState()).isEqualTo(TaskState.LOST);
    assertThat(all.get(2).hasEnded()).isFalse();
    assertThat(ordersTo(second)).containsExactly(new AttemptId(ids.get(2).task(), 2));
    assertThat(failure(all.get(1))).contains("killed by signal 9");
  }

  private static String failure(RecordingTask task) {
    return ((Outcome.Failed) task.await().outcome()).failure().errorMessage();
  }

  @Test
  void lost_withoutMarks_losesWhatMayHaveBegun() {
    ready(first);
    grant(first, 2);
    List<RecordingTask> all = List.of(submit(), submit());

    lose(first, "");

    assertThat(all).allMatch(task -> task.endState() == TaskState.LOST);
    assertThat(failure(all.get(1))).contains("may have begun");
  }

  @Test
  void lost_idempotentTask_runsAgain() {
    ready(first);
    RecordingTask task = submit("ann", TaskOptions.builder().idempotent().build());
    begun(first, ordersTo(first).get(0));

    lose(first, "");

    assertThat(task.hasEnded()).isFalse();
    ended(second, ordersTo(second).get(0), new Outcome.Done());
    assertThat(task.endState()).isEqualTo(TaskState.DONE);
  }

  @Test
  void lost_engineOfLivingNode_endsItsTask() {
    ready(first);
    RecordingTask task = submit();
    var at = new TaskMessage.AtEngine(ordersTo(first).get(0), first.life());

    report(
        first,
        new TaskMessage.Changes(List.of(), List.of(), List.of(), List.of(), List.of(at), null));

    assertThat(task.endState()).isEqualTo(TaskState.LOST);
  }

  @Test
  void linkEnds_enginesRemain_takeTasksAgain() {
    ready(first);
    RecordingTask lost = submit();

    tasks.nodeGone(first.relay(), "a message is damaged");
    ready(first);
    submit();

    assertThat(lost.endState()).isEqualTo(TaskState.LOST);
    assertThat(ordersTo(first)).hasSize(2);
  }

  @Test
  void undelivered_severalOrders_areSentAlone() {
    submit();
    submit();
    ready(first);
    grant(first, 10);
    List<TaskOrder<TaskRequest>> orders = new ArrayList<>();
    sent.forEach(each -> orders.addAll(((TaskMessage.Orders) each.message()).orders()));
    sent.clear();

    tasks.undelivered(
        new TaskFarm.Undelivered(
            first.relay(), new TaskMessage.Orders("ann", orders, false), "it is damaged"));

    assertThat(sent).hasSize(2);
  }

  @Test
  void undelivered_oneOrder_fails() {
    ready(first);
    RecordingTask task = submit();

    tasks.undelivered(
        new TaskFarm.Undelivered(first.relay(), sent.get(0).message(), "it is damaged"));

    assertThat(task.endState()).isEqualTo(TaskState.FAILED);
    assertThat(failure(task)).contains("it is damaged");
  }

  @Test
  void cancel_sentTask_asksItsNode() {
    ready(first);
    submit();

    tasks.cancel(new TaskId("ann", 0));

    assertThat(sent.get(1).message())
        .isEqualTo(new TaskMessage.Cancel(new AttemptId(new TaskId("ann", 0), 1)));
  }

  @Test
  void deadline_passed_endsAtATick() {
    RecordingTask task = submit("ann", TaskOptions.builder().deadline(Duration.ofNanos(1)).build());
    assertThat(tasks.nextTick()).isPresent();

    tasks.tick();

    assertThat(task.endState()).isEqualTo(TaskState.TIMED_OUT);
  }

  @Test
  void cut_idleEngine_asksTheNodeAndReturnsItsAnswer() {
    ready(first, second);
    submit();
    AttemptId id = ordersTo(first).get(0);
    begun(first, id);
    CompletableFuture<OptionalInt> cut = new CompletableFuture<>();

    tasks.cut(id.task(), cut);

    assertThat(sent.get(1).message()).isEqualTo(new TaskMessage.Cut(id));
    report(first, new TaskMessage.Shortened(id, 55));
    assertThat(cut).isCompletedWithValue(OptionalInt.of(55));
  }

  @Test
  void cut_noEngineIdle_isNone() {
    ready(first);
    submit();
    AttemptId id = ordersTo(first).get(0);
    begun(first, id);
    CompletableFuture<OptionalInt> cut = new CompletableFuture<>();

    tasks.cut(id.task(), cut);

    assertThat(cut).isCompletedWithValue(OptionalInt.empty());
  }

  @Test
  void cut_taskEnds_isNone() {
    ready(first, second);
    submit();
    AttemptId id = ordersTo(first).get(0);
    begun(first, id);
    CompletableFuture<OptionalInt> cut = new CompletableFuture<>();
    tasks.cut(id.task(), cut);

    ended(first, id, new Outcome.Done());

    assertThat(cut).isCompletedWithValue(OptionalInt.empty());
  }

  @Test
  void stop_openTasks_endAsLost() {
    ready(first);
    List<RecordingTask> all = List.of(submit(), submit());

    tasks.stop(new KernelError("the controller has ended"));

    assertThat(all).allMatch(task -> task.endState() == TaskState.LOST);
  }

  @Test
  void clientClosed_openTasks_areAborted() {
    RecordingTask mine = submit("ann", TaskOptions.defaults());
    RecordingTask other = submit("bob", TaskOptions.defaults());

    tasks.clientClosed("ann");

    assertThat(mine.endState()).isEqualTo(TaskState.ABORTED);
    assertThat(other.hasEnded()).isFalse();
  }

  @Test
  void observer_thatFails_isIgnored() {
    ready(first);
    var work = new TaskRequest.Script("a = 1", Map.of(), List.of(), TaskRequest.Clearing.NONE);
    budget.take(work.size());
    var task =
        new TaskSubmission<TaskRequest>(
            new TaskId("ann", numbers++), "", work.size(), TaskOptions.defaults(), work);
    tasks.submit(
        new TaskFarm.Submit(
            task,
            (report, outcome) -> {
              throw new IllegalStateException("on purpose");
            }));

    ended(first, ordersTo(first).get(0), new Outcome.Done());

    assertThat(tasks.counts("ann").done()).isOne();
  }

  @Test
  void budget_full_refusesUntilATaskEnds() {
    var one =
        new TaskSettings(
            1,
            1_000,
            1_000,
            10,
            Duration.ZERO,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            settings.rejection(),
            settings.speculation(),
            settings.share());
    var small = new TaskBudget(one);
    small.take(5_000);

    assertThatExceptionOfType(QueueFull.class)
        .isThrownBy(() -> small.take(1))
        .withMessageContaining("1 tasks are open");
    small.release(5_000);
    small.take(1);
  }
}
