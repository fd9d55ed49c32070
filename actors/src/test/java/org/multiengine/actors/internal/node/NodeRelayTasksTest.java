package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.settings;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.access.Decision;
import org.multiengine.actors.internal.access.AccessSettings;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.link.TestPeer;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.node.task.EngineLoad;
import org.multiengine.actors.internal.node.task.TaskRun;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.protocol.TaskMessage;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.Request;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOrder;

/** Tests what a relay does with tasks. The engines are driven by the tests. */
@Timeout(120)
final class NodeRelayTasksTest {

  private static final ActorTestKit testKit = TestSystems.node(NodeRoles.ENGINE);
  private static final EngineLife ZERO = new EngineLife(new EngineId(0), "life-0");

  private final TestProbe<Engine.Command> zero = testKit.createTestProbe();
  private final TestProbe<Engine.Command> one = testKit.createTestProbe();
  private final EngineLoad loadOfZero = new EngineLoad();
  private final Gatekeeper gatekeeper =
      new Gatekeeper(
          AccessSettings.of(testKit.system().settings().config().getConfig("multiengine.access")));
  private final TestPeer farm = new TestPeer(testKit);
  private final ActorRef<Object> relay =
      testKit.spawn(
          NodeRelay.create(
              new RelayNode(
                  "a",
                  2,
                  testKit.<EngineRegistrar.Command>createTestProbe().ref(),
                  (id, earlier) -> {},
                  TestSystems.code(),
                  () -> {},
                  gatekeeper),
              settings()));

  @BeforeEach
  void connect() {
    farm.connect(relay.narrow());
    relay.tell(new NodeRelay.EngineStarted(new EngineId(0), "life-0", zero.ref(), loadOfZero));
  }

  @AfterEach
  void stopRelay() {
    testKit.stop(relay);
  }

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  private static AttemptId id(long task) {
    return new AttemptId(new TaskId("ann", task), 1);
  }

  private static TaskOrder<TaskRequest> order(long task, TaskNeeds needs) {
    var work = new TaskRequest.Script("a = 1", Map.of(), List.of(), TaskRequest.Clearing.NONE);
    return new TaskOrder<>(id(task), "kind", needs, Set.of(), 0, work.size(), work);
  }

  private void send(long... tasks) {
    List<TaskOrder<TaskRequest>> orders = new ArrayList<>();
    for (long task : tasks) {
      orders.add(order(task, TaskNeeds.none()));
    }
    farm.send(new TaskMessage.Orders("ann", orders, false));
  }

  private static TaskRun nextTask(TestProbe<Engine.Command> engine) {
    return engine.expectMessageClass(Engine.RunTask.class).run();
  }

  private void end(TaskRun run) {
    relay.tell(new NodeRelay.TaskEnded(run, new Outcome.Done()));
  }

  /** Returns the next part of the relay's reports that is not empty. */
  private <T> List<T> next(Function<TaskMessage.Changes, List<T>> part) {
    while (true) {
      RelayMessage body = farm.nextBody();
      if (body instanceof TaskMessage.Changes changes && !part.apply(changes).isEmpty()) {
        return part.apply(changes);
      }
    }
  }

  private NodeGrant nextGrant() {
    NodeGrant grant = null;
    while (grant == null) {
      grant = ((TaskMessage.Changes) farm.nextBody()).grant();
    }
    return grant;
  }

  @Test
  void orders_freeEngine_runsAndAnswers() {
    send(7);

    TaskRun run = nextTask(zero);
    end(run);

    assertThat(run.id()).isEqualTo(id(7));
    TaskAnswer answer = next(TaskMessage.Changes::ended).get(0);
    assertThat(answer.id()).isEqualTo(id(7));
    assertThat(answer.engine()).isEqualTo(ZERO);
    assertThat(answer.ran()).isTrue();
  }

  @Test
  void orders_moreThanEngines_runOneAfterTheOther() {
    send(1, 2, 3);

    for (long task = 1; task <= 3; task++) {
      TaskRun run = nextTask(zero);
      assertThat(run.id()).isEqualTo(id(task));
      end(run);
    }
  }

  @Test
  void orders_secondEngineStarts_takesWhatWaits() {
    send(1, 2);
    nextTask(zero);

    relay.tell(new NodeRelay.EngineStarted(new EngineId(1), "life-1", one.ref(), new EngineLoad()));

    assertThat(nextTask(one).id()).isEqualTo(id(2));
  }

  @Test
  void orders_firstOnes_areGrantedAWindow() {
    send(1);

    assertThat(nextGrant().window()).isPositive();
  }

  @Test
  void orders_noEngineFits_areReturned() {
    TaskNeeds others = new TaskNeeds(Set.of(new EngineId(5)), Set.of(), Map.of(), "");
    TaskNeeds gpu = new TaskNeeds(null, Set.of("gpu"), Map.of(), "");

    farm.send(new TaskMessage.Orders("ann", List.of(order(1, others), order(2, gpu)), false));

    assertThat(next(TaskMessage.Changes::returned)).containsExactly(id(1), id(2));
  }

  @Test
  void orders_guardRefuses_failWithItsReason() {
    gatekeeper.guard(access -> Decision.refused("no tasks on Sunday"));

    send(1);

    TaskAnswer answer = next(TaskMessage.Changes::ended).get(0);
    assertThat(answer.ran()).isFalse();
    assertThat(answer.outcome().failedWith(AccessDenied.class)).isTrue();
    zero.expectNoMessage();
  }

  @Test
  void begun_longTask_isReported() {
    send(1);
    TaskRun run = nextTask(zero);

    run.begin();

    assertThat(next(TaskMessage.Changes::begun))
        .containsExactly(new TaskMessage.AtEngine(id(1), ZERO));
  }

  @Test
  void recall_waiting_isReturnedAndRunningIsNot() {
    send(1, 2, 3);
    nextTask(zero);

    farm.send(new TaskMessage.Recall(List.of(id(1), id(3), id(9))));

    assertThat(next(TaskMessage.Changes::returned)).containsExactly(id(3));
  }

  @Test
  void cancel_waiting_isReturned() {
    send(1, 2);
    nextTask(zero);

    farm.send(new TaskMessage.Cancel(id(2)));

    assertThat(next(TaskMessage.Changes::returned)).containsExactly(id(2));
  }

  @Test
  void cancel_running_stopsIt() {
    send(1);
    TaskRun run = nextTask(zero);

    farm.send(new TaskMessage.Cancel(id(1)));

    assertThat(zero.expectMessageClass(Engine.StopTask.class).run()).isSameAs(run);
  }

  @Test
  void cancel_ofAnotherFarm_isIgnored() {
    send(1);
    nextTask(zero);
    var other = new TestPeer(testKit);
    other.connect(relay.narrow());

    other.send(new TaskMessage.Cancel(id(1)));
    other.send(new TaskMessage.Cut(id(1)));

    assertThat(other.nextBody()).isEqualTo(new TaskMessage.Shortened(id(1), -1));
    zero.expectNoMessage();
  }

  @Test
  void withdrawn_byTheEngine_isReturned() {
    send(1);

    relay.tell(new NodeRelay.TaskWithdrawn(nextTask(zero)));

    assertThat(next(TaskMessage.Changes::returned)).containsExactly(id(1));
  }

  @Test
  void engineReplaced_begunTaskIsLostAndAnotherReturned() {
    send(1);
    TaskRun run = nextTask(zero);
    run.begin();

    relay.tell(new NodeRelay.EngineStarted(new EngineId(0), "life-2", one.ref(), new EngineLoad()));

    assertThat(next(TaskMessage.Changes::lost))
        .containsExactly(new TaskMessage.AtEngine(id(1), ZERO));
  }

  @Test
  void engineKilled_begunTaskIsLostAndOthersAreReturned() {
    send(1, 2);
    nextTask(zero).begin();
    var target = new RelayMessage.Target(0, ZERO, 0);

    farm.send(
        new RelayMessage.Submit(
            new CallId("ann", 1), List.of(target), new Request.Kill(), false, false));

    boolean isLost = false;
    boolean isReturned = false;
    while (!isLost || !isReturned) {
      if (farm.nextBody() instanceof TaskMessage.Changes changes) {
        isLost |= changes.lost().equals(List.of(new TaskMessage.AtEngine(id(1), ZERO)));
        isReturned |= changes.returned().equals(List.of(id(2)));
      }
    }
  }

  @Test
  void engineReplaced_taskThatHadNotBegun_isReturned() {
    send(1);
    nextTask(zero);

    relay.tell(new NodeRelay.EngineStarted(new EngineId(0), "life-2", one.ref(), new EngineLoad()));

    assertThat(next(TaskMessage.Changes::returned)).containsExactly(id(1));
  }

  @Test
  void farmGone_runningTask_isStoppedAndWaitingDoNotBegin() {
    send(1, 2);
    TaskRun run = nextTask(zero);

    farm.stop();

    assertThat(zero.expectMessageClass(Engine.StopTask.class).run()).isSameAs(run);
    end(run);
    zero.expectMessageClass(Engine.ClientsGone.class);
    zero.expectNoMessage();
  }

  @Test
  void reported_runningTask_isForwarded() {
    send(1);
    TaskRun run = nextTask(zero);
    var report = new Report(3, List.of());

    relay.tell(new NodeRelay.EngineReported(run.id().part(), report));

    RelayMessage body = farm.nextBody();
    while (body instanceof TaskMessage.Changes) {
      body = farm.nextBody();
    }
    assertThat(body).isEqualTo(new TaskMessage.Progress(id(1), report));
  }

  @Test
  void answers_manyAtOnce_arriveAll() {
    long[] all = IntStream.range(0, 500).asLongStream().toArray();
    send(all);
    for (int i = 0; i < all.length; i++) {
      end(nextTask(zero));
    }

    List<AttemptId> ended = new ArrayList<>();
    while (ended.size() < all.length) {
      next(TaskMessage.Changes::ended).forEach(answer -> ended.add(answer.id()));
    }

    assertThat(ended).doesNotHaveDuplicates();
  }
}
