package org.multiengine.test.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.eventstream.EventStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.Multiengine;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Guard;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.registry.EngineChange;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.ApplicationCluster;
import org.multiengine.client.join.ClusterFolder;
import org.multiengine.core.CompositeError;
import org.multiengine.core.Targets;
import org.multiengine.core.error.AccessDenied;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/** Tests engines inside an application with its own actor system and settings. */
final class EmbeddingTest {

  private static final Map<String, Integer> STOCK = new ConcurrentHashMap<>(Map.of("apples", 3));

  private static ActorSystem<Void> application;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start() throws InterruptedException {
    application = ApplicationSystem.start("host", "engine", "multiengine", "shop");
    ApplicationSystem.join(application, application);
    Multiengine multiengine = Multiengine.get(application);
    multiengine.bind("stock", STOCK);
    multiengine.startHost();
    multiengine.startEngines(2);
    assertThat(multiengine.directory().await(2, Duration.ofSeconds(60), now -> {})).isTrue();
    mec = MultiEngineClient.attach(application);
  }

  @AfterAll
  static void stop() {
    mec.close();
    ActorTestKit.shutdown(application);
  }

  @AfterEach
  void letEveryoneIn() {
    Multiengine.get(application).guard(Guard.everyone());
  }

  @Test
  void client_attached_runsTexts() {
    assertThat(mec.ids()).containsExactly(0, 1);
    assertThat(mec.execute("println id * 2"))
        .extracting(record -> record.stdout())
        .containsExactly("0\n", "2\n");
  }

  @Test
  void bind_object_isTheApplicationsOwnOnEveryEngine() {
    mec.engines(0).execute("stock.put('pears', 2)");

    assertThat(STOCK).containsEntry("pears", 2);
    assertThat(mec.engines(1).apply(engine -> engine.get("stock", Map.class).size()))
        .containsExactly(2);
  }

  @Test
  void bind_engineReset_isThereAgain() {
    mec.execute("stock = null");

    mec.reset();

    mec.execute("assert stock.apples == 3");
  }

  @Test
  void bind_enginesStarted_isRefused() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> Multiengine.get(application).bind("late", 1))
        .withMessage("bind 'late' before this node starts its engines");
  }

  @Test
  void guard_refuses_failsWithAccessDeniedOnEachEngineAndRunsNothing() {
    mec.execute("a = 1");
    Multiengine.get(application).guard(Guard.only(Access.Kind.READ));

    CompositeError error = catchThrowableOfType(CompositeError.class, () -> mec.execute("a = 2"));

    assertThat(error.entries())
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.error()).isInstanceOf(AccessDenied.class));
    assertThat(error)
        .hasMessageContaining(
            "AccessDenied: requests of kind 'run' are not allowed; allowed kinds: read");
    assertThat(mec.pull("a")).containsExactly(1, 1);
  }

  @Test
  void guard_refusesKill_leavesTheEnginesListed() {
    Multiengine.get(application).guard(Guard.nobody("closed"));

    assertThatExceptionOfType(CompositeError.class).isThrownBy(mec::kill);

    assertThat(mec.ids()).containsExactly(0, 1);
  }

  @Test
  void attach_byItsName_operatorUsesTheApplicationsObjects(@TempDir Path home) {
    try (ApplicationCluster attached =
            ApplicationCluster.attach(application, new ClusterFolder("shop", home));
        MultiEngineClient operator = MultiEngineClient.connect(attached.connectionFile())) {
      assertThat(operator.execute("println stock.apples"))
          .extracting(record -> record.stdout())
          .containsExactly("3\n", "3\n");
    }
    assertThat(home.resolve("clusters/shop")).isEmptyDirectory();
  }

  @Test
  void attach_guardForTheApplicationOnly_refusesTheOperator(@TempDir Path home) {
    Multiengine.get(application).guard(Guard.local());
    try (ApplicationCluster attached =
            ApplicationCluster.attach(application, new ClusterFolder("shop", home));
        MultiEngineClient operator = MultiEngineClient.connect(attached.connectionFile())) {
      assertThatExceptionOfType(CompositeError.class)
          .isThrownBy(() -> operator.execute("a = 1"))
          .withMessageContaining("only the application itself may use these engines");
      mec.execute("a = 1");
    }
  }

  @Test
  void client_attached_movesFiveMegabytes() {
    byte[] bytes = new byte[5_000_000];
    new Random(1).nextBytes(bytes);

    mec.put("a", bytes);

    assertThat(mec.pull("a")).hasSize(2).allSatisfy(copy -> assertThat(copy).isEqualTo(bytes));
  }

  @Test
  void client_closed_leavesTheSystem() {
    MultiEngineClient.attach(application).close();

    assertThat(application.getWhenTerminated().toCompletableFuture()).isNotDone();
    assertThat(mec.pull("id")).containsExactly(0, 1);
  }

  @Test
  void extension_asked_isOnePerSystem() {
    assertThat(Multiengine.get(application)).isSameAs(Multiengine.get(application));
  }

  @Test
  void engines_thatChange_arePublishedToTheEventStream() {
    TestProbe<EngineChange> probe = TestProbe.create(application);
    application.eventStream().tell(new EventStream.Subscribe<>(EngineChange.class, probe.ref()));

    ActorSystem<Void> other = ApplicationSystem.start("engine", "multiengine");
    ApplicationSystem.join(other, application);
    Multiengine.get(other).startEngines(1);

    EngineChange ready = probe.receiveMessage(Duration.ofSeconds(60));
    assertThat(ready.kind()).isEqualTo(EngineChange.Kind.READY);
    ActorTestKit.shutdown(other);
    assertThat(probe.receiveMessage(Duration.ofSeconds(60)).kind())
        .isEqualTo(EngineChange.Kind.LOST);
  }

  @Test
  void startEngines_again_isRefused() {
    assertThatExceptionOfType(KernelError.class)
        .isThrownBy(() -> Multiengine.get(application).startEngines(1))
        .withMessage("this node has started its engines already");
  }

  @Test
  void controller_messageOfAnActor_isAnswered() {
    TestProbe<CallObserver.Reply> probe = TestProbe.create(application);

    Multiengine.get(application)
        .controller()
        .tell(
            new Controller.Submit(
                new CallId("shop", 1),
                Targets.of(1),
                List.of(new Request.Execute("println 'hello'")),
                CallOptions.DEFAULT,
                CallObserver.replyTo(probe.ref())));

    var completed =
        probe.expectMessageClass(CallObserver.Reply.Completed.class, Duration.ofSeconds(30));
    assertThat(completed.outcomes())
        .singleElement()
        .extracting(CallObserver.EngineOutcome::outcome)
        .isInstanceOfSatisfying(
            Outcome.Executed.class,
            executed -> assertThat(executed.record().stdout()).isEqualTo("hello\n"));
  }

  @Test
  void controller_messageForUnknownEngines_isRejected() {
    TestProbe<CallObserver.Reply> probe = TestProbe.create(application);

    Multiengine.get(application)
        .controller()
        .tell(
            new Controller.Submit(
                new CallId("shop", 2),
                Targets.of(99),
                List.of(new Question.Keys()),
                CallOptions.DEFAULT,
                CallObserver.replyTo(probe.ref())));

    probe.expectMessageClass(CallObserver.Reply.Rejected.class, Duration.ofSeconds(30));
  }
}
