package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;

final class GatherTest {

  private static final ActorTestKit testKit = TestSystems.plain();

  private final ActorRef<LinkFrame> relay = testKit.<LinkFrame>createTestProbe().ref();
  private final RecordingObserver observer = new RecordingObserver();
  private int ends;

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @Test
  void answered_otherOrder_completesInOrderOfPlaces() {
    Gather gather = gather(4, 2, 7);

    gather.answered(List.of(answer(2, "c"), answer(0, "a")));
    gather.answered(List.of(answer(1, "b")));

    assertThat(observer.completions)
        .containsExactly(
            List.of(outcome(4, names("a")), outcome(2, names("b")), outcome(7, names("c"))));
  }

  @Test
  void answered_oneMissing_waits() {
    gather(4, 2).answered(List.of(answer(0, "a")));

    assertThat(observer.completions).isEmpty();
    assertThat(ends).isZero();
  }

  @Test
  void answered_last_endsBeforeTheObserverHears() {
    CallObserver late =
        new RecordingObserver() {
          @Override
          public void completed(List<EngineOutcome> outcomes) {
            assertThat(ends).isEqualTo(1);
            observer.completed(outcomes);
          }
        };

    gather(late, 4).answered(List.of(answer(0, "a")));

    assertThat(observer.completions).hasSize(1);
  }

  @Test
  void answered_samePlaceTwice_keepsTheFirst() {
    Gather gather = gather(4, 2);

    gather.answered(List.of(answer(0, "first")));
    gather.answered(List.of(answer(0, "again"), answer(1, "b")));

    assertThat(observer.completions)
        .containsExactly(List.of(outcome(4, names("first")), outcome(2, names("b"))));
  }

  @Test
  void answered_afterTheEnd_completesOnce() {
    Gather gather = gather(4);

    gather.answered(List.of(answer(0, "a")));
    gather.answered(List.of(answer(0, "again")));

    assertThat(observer.completions).hasSize(1);
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void reported_afterTheEnd_isNotHeard() {
    CallObserver loud =
        new RecordingObserver() {
          @Override
          public void reported(EngineId engine, Report report) {
            observer.rejected(new KernelError("heard"));
          }
        };
    Gather gather = gather(loud, 4);
    gather.answered(List.of(answer(0, "a")));

    gather.reported(0, new Report(1, List.of()));

    assertThat(observer.rejections).isEmpty();
  }

  @Test
  void failed_onePlace_failsItsEngine() {
    Gather gather = gather(4, 2);
    var full = new QueueFull("too much");

    gather.failed(1, full);
    gather.answered(List.of(answer(0, "a")));

    assertThat(observer.completions)
        .containsExactly(List.of(outcome(4, names("a")), outcome(2, Outcome.failed(full))));
  }

  @Test
  void answered_timesAreThere_tellsThem() {
    gather(4).answered(List.of(new RelayMessage.Answer(0, names("a"), 1_000_001, 2_000_000, null)));

    assertThat(observer.completions)
        .containsExactly(
            List.of(
                new CallObserver.EngineOutcome(
                    new EngineId(4),
                    names("a"),
                    Instant.parse("1970-01-01T00:00:01.000001Z"),
                    Instant.parse("1970-01-01T00:00:02Z"))));
  }

  @Test
  void giveUp_oneMissing_failsIt() {
    Gather gather = gather(4, 2);
    gather.answered(List.of(answer(0, "a")));
    var aborted = new TaskAborted("too long");

    gather.giveUp(aborted);

    assertThat(observer.completions)
        .containsExactly(List.of(outcome(4, names("a")), outcome(2, Outcome.failed(aborted))));
  }

  @Test
  void stopped_outcomesMissing_rejectsTheCall() {
    gather(4).stopped();

    assertThat(observer.rejections).hasSize(1);
    assertThat(observer.rejections.get(0)).hasMessageContaining("controller of this node");
  }

  @Test
  void stopped_afterTheEnd_saysNothing() {
    Gather gather = gather(4);
    gather.answered(List.of(answer(0, "a")));

    gather.stopped();

    assertThat(observer.rejections).isEmpty();
  }

  @Test
  void nodeGone_enginesOfTwoNodes_losesThoseOfTheNode() {
    ActorRef<LinkFrame> other = testKit.<LinkFrame>createTestProbe().ref();
    var targets = List.of(TestSystems.ready(4, relay), TestSystems.ready(2, other));
    var gather = new Gather(targets, observer, () -> ends++);

    gather.nodeGone(relay, "its node left the cluster");
    gather.answered(List.of(answer(1, "b")));

    List<CallObserver.EngineOutcome> outcomes = observer.completions.get(0);
    var lost = (Outcome.Failed) outcomes.get(0).outcome();
    assertThat(lost.failure().errorName()).isEqualTo("EngineLost");
    assertThat(lost.failure().errorMessage()).contains("engine 4").contains("left the cluster");
    assertThat(outcomes.get(1)).isEqualTo(outcome(2, names("b")));
  }

  @Test
  void nodeGone_answeredBefore_keepsTheAnswer() {
    Gather gather = gather(4, 2);
    gather.answered(List.of(answer(0, "a")));

    gather.nodeGone(relay, "its node left the cluster");

    assertThat(observer.completions.get(0).get(0)).isEqualTo(outcome(4, names("a")));
  }

  @Test
  void observer_throwsUnderItsGuard_gatherGoesOn() {
    CallObserver throwing =
        new RecordingObserver() {
          @Override
          public void completed(List<EngineOutcome> outcomes) {
            observer.completed(outcomes);
            throw new IllegalStateException("completed");
          }

          @Override
          public void ended(int targets, int all) {
            throw new IllegalStateException("ended");
          }
        };
    Gather gather = gather(new GuardedObserver(throwing), 4, 2);

    gather.answered(List.of(answer(0, "a")));
    gather.answered(List.of(answer(1, "b")));

    assertThat(observer.completions)
        .containsExactly(List.of(outcome(4, names("a")), outcome(2, names("b"))));
    assertThat(ends).isEqualTo(1);
  }

  @Test
  void waitingFor_oneHasAnswered_namesTheOthersInOrder() {
    gather(4, 2, 7).answered(List.of(answer(1, "b")));

    assertThat(observer.waitingFor.get()).containsExactly(new EngineId(4), new EngineId(7));
  }

  private Gather gather(int... engines) {
    return gather(observer, engines);
  }

  private Gather gather(CallObserver hears, int... engines) {
    List<EngineEntry> targets =
        IntStream.of(engines).mapToObj(id -> TestSystems.ready(id, relay)).toList();
    return new Gather(targets, hears, () -> ends++);
  }

  private static RelayMessage.Answer answer(int place, String name) {
    return new RelayMessage.Answer(place, names(name), 0, 0, null);
  }

  private static Outcome names(String name) {
    return new Outcome.Names(List.of(name));
  }

  private static CallObserver.EngineOutcome outcome(int engine, Outcome outcome) {
    return new CallObserver.EngineOutcome(new EngineId(engine), outcome, null, null);
  }
}
