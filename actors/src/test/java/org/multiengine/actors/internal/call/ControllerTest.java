package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.ready;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorRefResolver;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.link.RemoteEnd;
import org.multiengine.actors.internal.link.RemoteEnds;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.Targets;
import org.multiengine.core.error.InvalidEngineID;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.NoEnginesRegistered;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Request;

final class ControllerTest extends ControllerCase {

  private static final ActorTestKit node = node();

  ControllerTest() {
    super(node);
  }

  @AfterAll
  static void shutDown() {
    node.shutdownTestKit();
  }

  @Test
  void directory_severalStates_showsReadyEngines() {
    registry(starting(5), ready(3, left.ref()), ready(4, left.ref()).lost("gone"));

    awaitIds(3);
  }

  @Test
  void directory_severalStates_knowsThemAll() {
    registry(starting(5), ready(3, left.ref()), ready(4, left.ref()).lost("gone"));

    awaitIds(3);
    assertThat(directory.known().values())
        .containsExactly(
            info(3, EngineInfo.State.SILENT, ""),
            info(4, EngineInfo.State.LOST, "gone"),
            info(5, EngineInfo.State.STARTING, ""));
  }

  @Test
  void directory_relayStopped_knowsItsEnginesAsLost() {
    registry(starting(1), ready(0, left.ref()));
    awaitIds(0);
    submit(1, Targets.all());
    left.nextBody();

    left.stop();

    awaitIds();
    assertThat(directory.known().values())
        .containsExactly(
            info(0, EngineInfo.State.LOST, "its node left the cluster"),
            info(1, EngineInfo.State.STARTING, ""));
  }

  @Test
  void submit_connectionHasEndedBefore_failsWithThatReason() {
    RemoteEnd end =
        RemoteEnds.get(testKit.system())
            .add(new RemoteEnd.Peer("process", Set.of(), true), new IgnoredEnd());
    end.end("cut");
    readyRegistry(ready(0, end.ref()));

    submit(1, Targets.all());

    assertThat(failure().errorMessage()).contains("the connection to its process has ended");
  }

  /** Owns an end whose connection nobody makes. */
  private static final class IgnoredEnd implements RemoteEnd.Owner {

    @Override
    public void broken(RemoteEnd end, String reason) {}

    @Override
    public void ended(RemoteEnd end, String reason) {}
  }

  @Test
  void answers_ofAPlaceThatIsNone_areDropped() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());
    left.nextBody();

    left.send(answers(1, answer(1, "none")));
    left.send(answers(1, answer(-1, "none")));
    left.send(answers(1, answer(0, "a")));

    client.expectMessage(completed(outcome(0, "a")));
  }

  @Test
  void directory_killedEngine_isForgottenAndTheOthersAreNot() {
    registry(ready(0, left.ref()), starting(1));
    awaitIds(0);

    submit(1, Targets.of(0), List.of(new Request.Kill()));

    awaitIds();
    assertThat(directory.known().values()).containsExactly(info(1, EngineInfo.State.STARTING, ""));
  }

  private EngineEntry starting(int id) {
    EngineEntry ready = ready(id, left.ref());
    return new EngineEntry(
        ready.id(),
        ready.slot(),
        ready.node(),
        "",
        ready.relay(),
        ready.language(),
        EngineEntry.State.STARTING,
        "",
        "");
  }

  private static EngineInfo info(int id, EngineInfo.State state, String detail) {
    return new EngineInfo(new EngineId(id), state, "127.0.0.1:1", "groovy", null, detail);
  }

  @Test
  void submit_unknownEngine_isRejected() {
    readyRegistry(ready(0, left.ref()));

    submit(1, Targets.of(0, 9));

    assertThat(rejection()).isInstanceOf(InvalidEngineID.class).hasMessageContaining("9");
    left.expectSilence();
  }

  @Test
  void submit_noEngines_isRejected() {
    submit(1, Targets.all());

    assertThat(rejection()).isInstanceOf(NoEnginesRegistered.class);
  }

  @Test
  void submit_noTargets_completesAtOnce() {
    readyRegistry(ready(0, left.ref()));

    submit(1, Targets.of());

    client.expectMessage(new CallObserver.Reply.Completed(List.of()));
  }

  @Test
  void submit_twoNodes_sendsEachOneMessage() {
    readyRegistry(ready(0, left.ref()), ready(1, right.ref()), ready(2, left.ref()));

    submit(1, Targets.all());

    assertThat(left.nextBody()).isEqualTo(request(1, target(0, 0), target(2, 2)));
    assertThat(right.nextBody()).isEqualTo(request(1, target(1, 1)));
    left.expectSilence();
  }

  @Test
  void submit_twoNodesAnswer_completesInOrderOfTargets() {
    readyRegistry(ready(0, left.ref()), ready(1, right.ref()), ready(2, left.ref()));
    submit(1, Targets.of(2, 1, 0));
    left.nextBody();
    right.nextBody();

    right.send(answers(1, answer(1, "b")));
    left.send(answers(1, answer(2, "c"), answer(0, "a")));

    client.expectMessage(completed(outcome(2, "a"), outcome(1, "b"), outcome(0, "c")));
  }

  @Test
  void submit_sameEngineTwice_givesTwoOutcomes() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.of(0, 0));

    assertThat(left.nextBody()).isEqualTo(request(1, target(0, 0), target(1, 0)));
    left.send(answers(1, answer(0, "a"), answer(1, "b")));

    client.expectMessage(completed(outcome(0, "a"), outcome(0, "b")));
  }

  @Test
  void submit_nameOfRunningCall_isRejected() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());

    submit(1, Targets.all());

    assertThat(rejection()).hasMessageContaining("is running");
  }

  @Test
  void submit_requestForEachTarget_sendsEachItsOwn() {
    readyRegistry(ready(0, left.ref()), ready(1, right.ref()));

    submit(1, Targets.all(), List.of(new Request.Execute("0"), new Request.Execute("1")));

    assertThat(((RelayMessage.Submit) left.nextBody()).request())
        .isEqualTo(new Request.Execute("0"));
    assertThat(((RelayMessage.Submit) right.nextBody()).request())
        .isEqualTo(new Request.Execute("1"));
  }

  @Test
  void submit_requestsDoNotFitTargets_isRejected() {
    readyRegistry(ready(0, left.ref()));

    submit(1, Targets.all(), List.of(KEYS, KEYS));

    assertThat(rejection()).hasMessageContaining("2 parts do not fit 1 engines");
  }

  @Test
  void submit_timeoutIsOver_cancelsTheCall() {
    readyRegistry(ready(0, left.ref()));
    var options = new CallOptions(false, false, Duration.ofMillis(50));

    submit(1, Targets.all(), List.of(KEYS), options);

    assertThat(left.nextBody()).isEqualTo(request(1, target(0, 0)));
    assertThat(((RelayMessage.Cancel) left.nextBody()).limit()).isEqualTo(Duration.ofMillis(50));
    assertThat(failure().errorName()).isEqualTo("TaskTimeout");
  }

  @Test
  void cancel_engineDoesNotStop_isGivenUp() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());

    controller.tell(new Controller.Cancel(key(1)));

    assertThat(failure().errorName()).isEqualTo("TaskAborted");
  }

  @Test
  void submit_tooMuchWaits_failsWithQueueFull() {
    restart(new SendWindow.Limits(1, 1_000_000, 1, 1_000_000));
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());
    submit(2, Targets.all());

    submit(3, Targets.all());

    assertThat(failure().errorName()).isEqualTo("QueueFull");
  }

  @Test
  void listen_running_tellsItsNodes() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());
    left.nextBody();

    controller.tell(new Controller.Listen(key(1)));

    assertThat(left.nextBody()).isEqualTo(new RelayMessage.Listen(new CallId("ann", 1)));
  }

  @Test
  void cancel_running_tellsItsNodes() {
    readyRegistry(ready(0, left.ref()), ready(1, right.ref()));
    submit(1, Targets.all());
    left.nextBody();
    right.nextBody();

    controller.tell(new Controller.Cancel(key(1)));

    assertThat(left.nextBody()).isEqualTo(new RelayMessage.Cancel(new CallId("ann", 1), null));
    assertThat(right.nextBody()).isEqualTo(new RelayMessage.Cancel(new CallId("ann", 1), null));
  }

  @Test
  void cancel_tooMuchWaits_reachesTheNode() {
    restart(new SendWindow.Limits(1, 1_000_000, 1, 1_000_000));
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());
    submit(2, Targets.all());

    controller.tell(new Controller.Cancel(key(1)));

    assertThat(left.nextBody()).isEqualTo(request(1, target(0, 0)));
    assertThat(left.nextBody()).isEqualTo(request(2, target(0, 0)));
    assertThat(left.nextBody()).isEqualTo(new RelayMessage.Cancel(new CallId("ann", 1), null));
  }

  @Test
  void cancel_unknownCall_isIgnored() {
    readyRegistry(ready(0, left.ref()));

    controller.tell(new Controller.Cancel(key(8)));
    submit(1, Targets.all());

    assertThat(left.nextBody()).isEqualTo(request(1, target(0, 0)));
  }

  @Test
  void registry_engineLost_failsItsCalls() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());

    registry(ready(0, left.ref()).lost("killed by SIGKILL"));

    Failure failure = failure();
    assertThat(failure.errorName()).isEqualTo("EngineLost");
    assertThat(failure.errorMessage()).contains("engine 0").contains("killed by SIGKILL");
    assertThat(failure.details())
        .containsEntry("engine", "0")
        .containsEntry("incarnation", ready(0, left.ref()).incarnation())
        .containsEntry("ending", "killed by SIGKILL");
  }

  @Test
  void registry_otherIncarnation_failsItsCalls() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());

    registry(ready(0, left.ref(), "next-life"));

    assertThat(failure().errorMessage()).contains("started again");
  }

  @Test
  void registry_otherEngineLost_waits() {
    readyRegistry(ready(0, left.ref()), ready(1, right.ref()));
    submit(1, Targets.of(0));

    registry(ready(0, left.ref()), ready(1, right.ref()).lost("gone"));

    awaitIds(0);
    client.expectNoMessage();
  }

  @Test
  void relay_stopped_losesItsEngines() {
    readyRegistry(ready(0, left.ref()), ready(1, right.ref()));
    submit(1, Targets.of(0));
    left.nextBody();

    left.stop();

    assertThat(failure().errorName()).isEqualTo("EngineLost");
    awaitIds(1);
  }

  @Test
  void relay_stoppedAfterAKill_losesWhatTheKilledEngineHad() {
    readyRegistry(ready(0, left.ref()), ready(1, right.ref()));
    submit(1, Targets.of(0));
    submit(2, Targets.of(0), List.of(new Request.Kill()));
    left.nextBody();
    left.nextBody();

    left.stop();

    assertThat(failure().errorName()).isEqualTo("EngineLost");
    assertThat(failure().errorName()).isEqualTo("EngineLost");
    awaitIds(1);
  }

  @Test
  void submit_requestWithoutASize_isRejected() {
    readyRegistry(ready(0, left.ref()));
    Request broken = new Request.Pull(Collections.singletonList(null));

    submit(1, Targets.all(), List.of(broken));
    submit(2, Targets.all());

    assertThat(rejection()).hasMessageContaining("the request cannot be sent");
    assertThat(left.nextBody()).isEqualTo(request(2, target(0, 0)));
  }

  /** Has a size and cannot be written. */
  private static final class Unwritable extends AbstractList<String> {
    @Override
    public Stream<String> stream() {
      return Stream.of("a".repeat(1_000_000));
    }

    @Override
    public String get(int index) {
      throw new IllegalStateException("not for writing");
    }

    @Override
    public int size() {
      return 1;
    }
  }

  @Test
  void submit_requestThatCannotBeCut_failsAndLaterOnesAreSent() {
    ActorRef<LinkFrame> far =
        ActorRefResolver.get(testKit.system()).resolveActorRef("akka://far@127.0.0.1:1/user/relay");
    readyRegistry(ready(0, far), ready(1, left.ref()));

    submit(1, Targets.of(0), List.of(new Request.Pull(new Unwritable())));
    submit(2, Targets.of(1));

    Failure failure = failure();
    assertThat(failure.errorName()).isEqualTo("KernelError");
    assertThat(failure.errorMessage()).contains("cannot be sent").contains("not for writing");
    assertThat(left.nextBody()).isEqualTo(request(2, target(0, 1)));
  }

  @Test
  void rejected_observerThrows_laterCallsAreSent() {
    readyRegistry(ready(0, left.ref()));
    CallObserver throwing =
        new CallObserver() {
          @Override
          public void rejected(KernelError error) {
            throw new IllegalStateException("mine");
          }

          @Override
          public void completed(List<EngineOutcome> outcomes) {
            throw new IllegalStateException("mine");
          }
        };
    for (Targets targets : List.of(Targets.of(9), Targets.of())) {
      controller.tell(
          new Controller.Submit(key(1), targets, List.of(KEYS), CallOptions.DEFAULT, throwing));
    }

    submit(2, Targets.all());

    assertThat(left.nextBody()).isEqualTo(request(2, target(0, 0)));
  }

  @Test
  void stop_callRunning_isRejected() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());
    left.nextBody();

    testKit.stop(controller);

    assertThat(rejection()).hasMessageContaining("stopped");
  }
}
