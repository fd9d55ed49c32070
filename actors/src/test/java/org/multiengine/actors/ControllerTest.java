package org.multiengine.actors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;
import static org.multiengine.actors.TestSystems.linkSettings;
import static org.multiengine.actors.TestSystems.ready;
import static org.multiengine.actors.TestSystems.settings;
import static org.multiengine.actors.TestSystems.writeRegistry;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.multiengine.core.EngineId;
import org.multiengine.core.Failure;
import org.multiengine.core.InvalidEngineID;
import org.multiengine.core.KernelError;
import org.multiengine.core.NoEnginesRegistered;
import org.multiengine.core.Outcome;
import org.multiengine.core.Request;
import org.multiengine.core.Targets;
import org.multiengine.core.link.SendWindow;

@Timeout(120)
final class ControllerTest {

  private static final Request KEYS = new Request.Keys();
  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.HOST, NodeRoles.MULTIENGINE, NodeRoles.CLIENT);

  private final TestProbe<CallObserver.Reply> client = testKit.createTestProbe();
  private final EngineDirectory directory = new EngineDirectory();
  private final TestPeer left = new TestPeer(testKit);
  private final TestPeer right = new TestPeer(testKit);
  private ActorRef<Controller.Command> controller = spawn(settings());

  @BeforeAll
  static void joinCluster() {
    TestSystems.join(testKit);
  }

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @AfterEach
  void clear() {
    testKit.stop(controller);
    writeRegistry(testKit);
  }

  @Test
  void directory_severalStates_showsReadyEngines() {
    EngineEntry starting =
        new EngineEntry(
            new EngineId(5), "a", "n", "", left.ref(), "groovy", EngineEntry.State.STARTING, "");

    registry(starting, ready(3, left.ref()), ready(4, left.ref()).lost("gone"));

    awaitIds(3);
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

    assertThat(((LinkBody.Submit) left.nextBody()).request()).isEqualTo(new Request.Execute("0"));
    assertThat(((LinkBody.Submit) right.nextBody()).request()).isEqualTo(new Request.Execute("1"));
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
    assertThat(((LinkBody.Cancel) left.nextBody()).reason()).contains("50 ms");
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

    assertThat(left.nextBody()).isEqualTo(new LinkBody.Listen("ann", 1));
  }

  @Test
  void cancel_running_tellsItsNodes() {
    readyRegistry(ready(0, left.ref()), ready(1, right.ref()));
    submit(1, Targets.all());
    left.nextBody();
    right.nextBody();

    controller.tell(new Controller.Cancel(key(1)));

    assertThat(left.nextBody()).isEqualTo(new LinkBody.Cancel("ann", 1, null));
    assertThat(right.nextBody()).isEqualTo(new LinkBody.Cancel("ann", 1, null));
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
    assertThat(left.nextBody()).isEqualTo(new LinkBody.Cancel("ann", 1, null));
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
  void stop_callRunning_isRejected() {
    readyRegistry(ready(0, left.ref()));
    submit(1, Targets.all());
    left.nextBody();

    testKit.stop(controller);

    assertThat(rejection()).hasMessageContaining("stopped");
  }

  private ActorRef<Controller.Command> spawn(MultiengineSettings settings) {
    return testKit.spawn(Controller.create(settings, directory));
  }

  private void restart(SendWindow.Limits limits) {
    testKit.stop(controller);
    controller = spawn(settings(linkSettings(limits)));
  }

  private void readyRegistry(EngineEntry... entries) {
    registry(entries);
    awaitIds(List.of(entries).stream().mapToInt(entry -> entry.id().value()).toArray());
  }

  private static void registry(EngineEntry... entries) {
    writeRegistry(testKit, entries);
  }

  private void awaitIds(int... ids) {
    var expected = new TreeSet<>(IntStream.of(ids).mapToObj(EngineId::new).toList());
    Awaitility.await().atMost(PATIENCE).until(() -> directory.ids().equals(expected));
  }

  private static Controller.CallKey key(long call) {
    return new Controller.CallKey("ann", call);
  }

  private void submit(long call, Targets targets) {
    submit(call, targets, List.of(KEYS));
  }

  private void submit(long call, Targets targets, List<Request> requests) {
    submit(call, targets, requests, CallOptions.DEFAULT);
  }

  private void submit(long call, Targets targets, List<Request> requests, CallOptions options) {
    CallObserver observer = CallObserver.replyTo(client.ref());
    controller.tell(new Controller.Submit(key(call), targets, requests, options, observer));
  }

  private static LinkBody request(long call, LinkBody.Target... targets) {
    return new LinkBody.Submit("ann", call, List.of(targets), KEYS, false, false);
  }

  private static LinkBody.Target target(int place, int engine) {
    return new LinkBody.Target(place, new EngineId(engine), "life-" + engine);
  }

  private static LinkBody answers(long call, LinkBody.Answer... answers) {
    return new LinkBody.Answers("ann", call, List.of(answers));
  }

  private static LinkBody.Answer answer(int place, String name) {
    return new LinkBody.Answer(place, new Outcome.Names(List.of(name)), 0, 0);
  }

  private static CallObserver.EngineOutcome outcome(int engine, String name) {
    return new CallObserver.EngineOutcome(
        new EngineId(engine), new Outcome.Names(List.of(name)), null, null);
  }

  private static CallObserver.Reply completed(CallObserver.EngineOutcome... outcomes) {
    return new CallObserver.Reply.Completed(List.of(outcomes));
  }

  private KernelError rejection() {
    return client.expectMessageClass(CallObserver.Reply.Rejected.class).error();
  }

  private Failure failure() {
    var outcomes = client.expectMessageClass(CallObserver.Reply.Completed.class).outcomes();
    assertThat(outcomes).hasSize(1);
    return ((Outcome.Failed) outcomes.get(0).outcome()).failure();
  }
}
