package org.multiengine.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.eventstream.EventStream;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.CallObserver;
import org.multiengine.actors.CallOptions;
import org.multiengine.actors.Controller;
import org.multiengine.actors.EngineChange;
import org.multiengine.actors.Multiengine;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.KernelError;
import org.multiengine.core.Outcome;
import org.multiengine.core.Request;
import org.multiengine.core.Targets;

/** Engines inside an application that has an actor system, and settings, of its own. */
final class EmbeddingTest {

  private static ActorSystem<Void> application;
  private static MultiEngineClient mec;

  @BeforeAll
  static void start() throws InterruptedException {
    application = ApplicationSystem.start("host", "engine", "multiengine", "shop");
    ApplicationSystem.join(application, application);
    Multiengine multiengine = Multiengine.get(application);
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

  @Test
  void client_attached_runsTexts() {
    assertThat(mec.ids()).containsExactly(0, 1);
    assertThat(mec.execute("println id * 2"))
        .extracting(record -> record.stdout())
        .containsExactly("0\n", "2\n");
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
  void controller_toldByAnActor_answersIt() {
    TestProbe<CallObserver.Reply> probe = TestProbe.create(application);

    Multiengine.get(application)
        .controller()
        .tell(
            new Controller.Submit(
                new Controller.CallKey("shop", 1),
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
  void controller_toldOfUnknownEngines_refuses() {
    TestProbe<CallObserver.Reply> probe = TestProbe.create(application);

    Multiengine.get(application)
        .controller()
        .tell(
            new Controller.Submit(
                new Controller.CallKey("shop", 2),
                Targets.of(99),
                List.of(new Request.Keys()),
                CallOptions.DEFAULT,
                CallObserver.replyTo(probe.ref())));

    probe.expectMessageClass(CallObserver.Reply.Rejected.class, Duration.ofSeconds(30));
  }
}
