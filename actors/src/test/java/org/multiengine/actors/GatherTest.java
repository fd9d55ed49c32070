package org.multiengine.actors;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.core.EngineId;
import org.multiengine.core.KernelError;
import org.multiengine.core.Outcome;
import org.multiengine.core.QueueFull;
import org.multiengine.core.TaskAborted;

final class GatherTest {

  private static final Controller.CallKey KEY = new Controller.CallKey("ann", 1);
  private static final ActorTestKit testKit = TestSystems.plain();

  private final TestProbe<CallObserver.Reply> client = testKit.createTestProbe();
  private final TestProbe<Controller.Command> controller = testKit.createTestProbe();
  private final TestProbe<LinkFrame> relay = testKit.createTestProbe();

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @Test
  void answered_otherOrder_completesInOrderOfPlaces() {
    ActorRef<Gather.Command> gather = gather(4, 2, 7);

    gather.tell(new Gather.Answered(List.of(answer(2, "c"), answer(0, "a"))));
    gather.tell(new Gather.Answered(List.of(answer(1, "b"))));

    client.expectMessage(
        completed(outcome(4, names("a")), outcome(2, names("b")), outcome(7, names("c"))));
  }

  @Test
  void answered_oneMissing_waits() {
    ActorRef<Gather.Command> gather = gather(4, 2);

    gather.tell(new Gather.Answered(List.of(answer(0, "a"))));

    client.expectNoMessage();
  }

  @Test
  void answered_last_tellsControllerAndStops() {
    ActorRef<Gather.Command> gather = gather(4);

    gather.tell(new Gather.Answered(List.of(answer(0, "a"))));

    controller.expectMessage(new Controller.Gathered(KEY));
    client.expectTerminated(gather);
  }

  @Test
  void answered_samePlaceTwice_keepsTheFirst() {
    ActorRef<Gather.Command> gather = gather(4, 2);

    gather.tell(new Gather.Answered(List.of(answer(0, "first"))));
    gather.tell(new Gather.Answered(List.of(answer(0, "again"), answer(1, "b"))));

    client.expectMessage(completed(outcome(4, names("first")), outcome(2, names("b"))));
  }

  @Test
  void answered_afterTheEnd_completesOnce() {
    ActorRef<Gather.Command> gather = gather(4);

    gather.tell(new Gather.Answered(List.of(answer(0, "a"))));
    gather.tell(new Gather.Answered(List.of(answer(0, "again"))));

    client.expectMessageClass(CallObserver.Reply.Completed.class);
    client.expectNoMessage();
  }

  @Test
  void failed_somePlaces_failTheirEngines() {
    ActorRef<Gather.Command> gather = gather(4, 2);
    var full = new QueueFull("too much");

    gather.tell(new Gather.Failed(List.of(1), full));
    gather.tell(new Gather.Answered(List.of(answer(0, "a"))));

    client.expectMessage(completed(outcome(4, names("a")), outcome(2, Outcome.failed(full))));
  }

  @Test
  void answered_timesAreThere_tellsThem() {
    ActorRef<Gather.Command> gather = gather(4);

    gather.tell(
        new Gather.Answered(List.of(new LinkBody.Answer(0, names("a"), 1_000_001, 2_000_000))));

    var outcome =
        new CallObserver.EngineOutcome(
            new EngineId(4),
            names("a"),
            Instant.parse("1970-01-01T00:00:01.000001Z"),
            Instant.parse("1970-01-01T00:00:02Z"));
    client.expectMessage(completed(outcome));
  }

  @Test
  void giveUpAfter_graceIsOver_failsWhatIsMissing() {
    ActorRef<Gather.Command> gather = gather(4, 2);
    gather.tell(new Gather.Answered(List.of(answer(0, "a"))));
    var aborted = new TaskAborted("too long");

    gather.tell(new Gather.GiveUpAfter(Duration.ofMillis(1), aborted));

    client.expectMessage(completed(outcome(4, names("a")), outcome(2, Outcome.failed(aborted))));
  }

  @Test
  void giveUpAfter_graceNotOver_waits() {
    ActorRef<Gather.Command> gather = gather(4);

    gather.tell(new Gather.GiveUpAfter(TestSystems.NEVER, new TaskAborted("too long")));

    client.expectNoMessage();
  }

  @Test
  void stop_outcomesMissing_rejectsTheCall() {
    ActorRef<Gather.Command> gather = gather(4);

    testKit.stop(gather);

    var rejected = client.expectMessageClass(CallObserver.Reply.Rejected.class);
    assertThat(rejected.error()).hasMessageContaining("controller of this node was stopped");
  }

  @Test
  void nodeGone_enginesOfTwoNodes_losesThoseOfTheNode() {
    TestProbe<LinkFrame> other = testKit.createTestProbe();
    var targets = List.of(TestSystems.ready(4, relay.ref()), TestSystems.ready(2, other.ref()));
    ActorRef<Gather.Command> gather =
        testKit.spawn(
            Gather.create(KEY, targets, CallObserver.replyTo(client.ref()), controller.ref()));

    gather.tell(new Gather.NodeGone(relay.ref()));
    gather.tell(new Gather.Answered(List.of(answer(1, "b"))));

    var outcomes = client.expectMessageClass(CallObserver.Reply.Completed.class).outcomes();
    var lost = (Outcome.Failed) outcomes.get(0).outcome();
    assertThat(lost.failure().errorName()).isEqualTo("EngineLost");
    assertThat(lost.failure().errorMessage()).contains("engine 4").contains("left the cluster");
    assertThat(outcomes.get(1)).isEqualTo(outcome(2, names("b")));
  }

  @Test
  void nodeGone_answeredBefore_keepsTheAnswer() {
    ActorRef<Gather.Command> gather = gather(4, 2);
    gather.tell(new Gather.Answered(List.of(answer(0, "a"))));

    gather.tell(new Gather.NodeGone(relay.ref()));

    var outcomes = client.expectMessageClass(CallObserver.Reply.Completed.class).outcomes();
    assertThat(outcomes.get(0)).isEqualTo(outcome(4, names("a")));
  }

  @Test
  void observer_throws_gatherGoesOn() {
    CallObserver throwing =
        new CallObserver() {
          @Override
          public void rejected(KernelError error) {
            throw new IllegalStateException("rejected");
          }

          @Override
          public void completed(List<EngineOutcome> outcomes) {
            client.ref().tell(new CallObserver.Reply.Completed(outcomes));
            throw new IllegalStateException("completed");
          }

          @Override
          public void ended(int targets, int all) {
            throw new IllegalStateException("ended");
          }
        };
    var targets = List.of(TestSystems.ready(4, relay.ref()), TestSystems.ready(2, relay.ref()));
    ActorRef<Gather.Command> gather =
        testKit.spawn(Gather.create(KEY, targets, throwing, controller.ref()));

    gather.tell(new Gather.Answered(List.of(answer(0, "a"))));
    gather.tell(new Gather.Answered(List.of(answer(1, "b"))));

    client.expectMessage(completed(outcome(4, names("a")), outcome(2, names("b"))));
    controller.expectMessage(new Controller.Gathered(KEY));
    client.expectTerminated(gather);
  }

  @Test
  void waitingFor_oneHasAnswered_namesTheOthersInOrder() throws Exception {
    var asked = new CompletableFuture<Supplier<List<EngineId>>>();
    CallObserver curious =
        new CallObserver() {
          @Override
          public void began(Supplier<List<EngineId>> waitingFor) {
            asked.complete(waitingFor);
          }

          @Override
          public void rejected(KernelError error) {}

          @Override
          public void completed(List<EngineOutcome> outcomes) {}

          @Override
          public void ended(int targets, int all) {
            client.ref().tell(new CallObserver.Reply.Completed(List.of()));
          }
        };
    var targets = IntStream.of(4, 2, 7).mapToObj(id -> TestSystems.ready(id, relay.ref())).toList();
    ActorRef<Gather.Command> gather =
        testKit.spawn(Gather.create(KEY, targets, curious, controller.ref()));

    gather.tell(new Gather.Answered(List.of(answer(1, "b"))));

    client.expectMessageClass(CallObserver.Reply.Completed.class);
    assertThat(asked.get(5, TimeUnit.SECONDS).get())
        .containsExactly(new EngineId(4), new EngineId(7));
  }

  private ActorRef<Gather.Command> gather(int... engines) {
    List<EngineEntry> targets =
        IntStream.of(engines).mapToObj(id -> TestSystems.ready(id, relay.ref())).toList();
    return testKit.spawn(
        Gather.create(KEY, targets, CallObserver.replyTo(client.ref()), controller.ref()));
  }

  private static LinkBody.Answer answer(int place, String name) {
    return new LinkBody.Answer(place, names(name), 0, 0);
  }

  private static Outcome names(String name) {
    return new Outcome.Names(List.of(name));
  }

  private static CallObserver.EngineOutcome outcome(int engine, Outcome outcome) {
    return new CallObserver.EngineOutcome(new EngineId(engine), outcome, null, null);
  }

  private static CallObserver.Reply completed(CallObserver.EngineOutcome... outcomes) {
    return new CallObserver.Reply.Completed(List.of(outcomes));
  }
}
