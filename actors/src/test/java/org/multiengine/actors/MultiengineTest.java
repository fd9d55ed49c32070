package org.multiengine.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiengine.actors.TestSystems.PATIENCE;

import akka.actor.PoisonPill;
import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.cluster.sharding.typed.javadsl.ClusterSharding;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.node.Engine;
import org.multiengine.actors.internal.node.Slots;
import org.multiengine.core.Targets;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/** All actors together on a cluster of one node. */
@Timeout(120)
final class MultiengineTest {

  private static final String FOREVER = "started = 1; while (true) {}";
  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.HOST, NodeRoles.ENGINE, NodeRoles.MULTIENGINE, NodeRoles.CLIENT);
  private static final Multiengine multiengine = Multiengine.get(testKit.system());
  private static final AtomicLong calls = new AtomicLong();

  private final TestProbe<CallObserver.Reply> client = testKit.createTestProbe();

  @BeforeAll
  static void startEngines() throws Exception {
    TestSystems.join(testKit);
    multiengine.startHost();
    multiengine.startEngines(4);
    assertThat(multiengine.directory().await(4, PATIENCE, count -> {})).isTrue();
  }

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @Test
  void directory_started_countsFromZero() {
    assertThat(multiengine.directory().ids()).contains(new EngineId(0), new EngineId(1));
  }

  @Test
  void startEngines_secondTime_isRefused() {
    assertThatThrownBy(() -> multiengine.startEngines(1))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("already");
  }

  @Test
  void startEngines_roleMissing_isRefused() {
    ActorTestKit client = TestSystems.node(NodeRoles.CLIENT);
    try {
      assertThatThrownBy(() -> Multiengine.get(client.system()).startEngines(1))
          .isInstanceOf(KernelError.class)
          .hasMessageContaining("'engine'");
    } finally {
      client.shutdownTestKit();
    }
  }

  @Test
  void execute_twoEngines_runsOnBoth() {
    submit(Targets.of(0, 1), new Request.Execute("id * 10"));

    assertThat(completed()).extracting(MultiengineTest::display).containsExactly("0", "10");
  }

  @Test
  void execute_sameEngineTwice_runsTwice() {
    submit(Targets.of(0, 0), new Request.Execute("6 * 7"));

    assertThat(completed()).extracting(MultiengineTest::display).containsExactly("42", "42");
  }

  @Test
  void execute_manyCalls_answersAll() {
    for (int call = 0; call < 1_000; call++) {
      submit(Targets.of(0, 1), new Question.Keys());
    }

    for (int call = 0; call < 1_000; call++) {
      assertThat(completed()).hasSize(2);
    }
  }

  @Test
  void cancel_endlessLoop_isAborted() {
    CallId key = submit(Targets.of(2), new Request.Execute(FOREVER));
    awaitStarted(2);

    multiengine.controller().tell(new Controller.Cancel(key));

    assertThat(completed()).extracting(MultiengineTest::error).containsExactly("TaskAborted");
  }

  @Test
  void engineEnds_callsPending_fail() {
    submit(Targets.of(3), new Request.Execute(FOREVER));
    awaitStarted(3);
    submit(Targets.of(3), new Request.Execute("1"));

    ClusterSharding.get(testKit.system())
        .entityRefFor(
            Slots.ENGINES, Slots.entityId(Addresses.of(testKit.system()), new EngineId(3)))
        .tell(new Engine.Stop());

    assertThat(completed()).extracting(MultiengineTest::error).containsExactly("EngineLost");
    // What waited is told so by the node, or by the registry, whichever comes first.
    assertThat(completed())
        .singleElement()
        .extracting(MultiengineTest::error)
        .isIn("EngineLost", "QueueCleared");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> !multiengine.directory().ids().contains(new EngineId(3)));
  }

  @Test
  void controller_hasEnded_isReplaced() throws Exception {
    ActorRef<Controller.Command> former = multiengine.controller();

    Adapter.toClassic(former).tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());

    Awaitility.await().atMost(PATIENCE).until(() -> multiengine.controller() != former);
    assertThat(multiengine.directory().await(1, PATIENCE, count -> {})).isTrue();
    submit(Targets.of(0), new Request.Execute("id + 1"));
    assertThat(completed()).extracting(MultiengineTest::display).containsExactly("1");
  }

  @Test
  void controller_hasEnded_refusesWhatStillGoesToIt() {
    ActorRef<Controller.Command> former = multiengine.controller();
    Adapter.toClassic(former).tell(PoisonPill.getInstance(), akka.actor.ActorRef.noSender());

    former.tell(
        new Controller.Submit(
            new CallId("ann", calls.incrementAndGet()),
            Targets.of(0),
            List.of(new Question.Keys()),
            CallOptions.DEFAULT,
            CallObserver.replyTo(client.ref())));

    assertThat(client.expectMessageClass(CallObserver.Reply.Rejected.class).error())
        .hasMessageContaining("has ended");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () ->
                multiengine.controller() != former
                    && multiengine.directory().ids().contains(new EngineId(0)));
  }

  private CallId submit(Targets targets, Request request) {
    var key = new CallId("ann", calls.incrementAndGet());
    CallObserver observer = CallObserver.replyTo(client.ref());
    multiengine
        .controller()
        .tell(new Controller.Submit(key, targets, List.of(request), CallOptions.DEFAULT, observer));
    return key;
  }

  private List<Outcome> completed() {
    return client.expectMessageClass(CallObserver.Reply.Completed.class).outcomes().stream()
        .map(CallObserver.EngineOutcome::outcome)
        .toList();
  }

  private void awaitStarted(int engine) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              submit(Targets.of(engine), new Question.Keys());
              return ((Outcome.Names) completed().get(0)).names().contains("started");
            });
  }

  private static String display(Outcome outcome) {
    return String.valueOf(((Outcome.Executed) outcome).record().display());
  }

  private static String error(Outcome outcome) {
    return ((Outcome.Failed) outcome).failure().errorName();
  }
}
