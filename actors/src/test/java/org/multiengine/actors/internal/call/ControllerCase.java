package org.multiengine.actors.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.PATIENCE;
import static org.multiengine.actors.TestSystems.linkSettings;
import static org.multiengine.actors.TestSystems.settings;
import static org.multiengine.actors.TestSystems.writeRegistry;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.CallObserver;
import org.multiengine.actors.call.CallOptions;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.link.TestPeer;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.actors.internal.registry.RegistryDirectory;
import org.multiengine.actors.internal.registry.ReplicatedRegistry;
import org.multiengine.actors.internal.settings.MultiengineSettings;
import org.multiengine.core.Targets;
import org.multiengine.core.dispatch.WindowLimits;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

/** A controller on a node of its own, with a client and two nodes of engines that a test plays. */
@Timeout(120)
abstract class ControllerCase {

  static final Request KEYS = new Question.Keys();
  final ActorTestKit testKit;
  final TestProbe<CallObserver.Reply> client;
  final RegistryDirectory directory = new RegistryDirectory();
  final TestPeer left;
  final TestPeer right;
  ActorRef<Controller.Command> controller;

  ControllerCase(ActorTestKit testKit) {
    this.testKit = testKit;
    this.client = testKit.createTestProbe();
    this.left = new TestPeer(testKit);
    this.right = new TestPeer(testKit);
    this.controller = start(settings());
  }

  /** Returns a node that is a cluster of its own. */
  static ActorTestKit node() {
    ActorTestKit node = TestSystems.node(NodeRoles.HOST, NodeRoles.MULTIENGINE, NodeRoles.CLIENT);
    TestSystems.join(node);
    return node;
  }

  @AfterEach
  void clear() {
    testKit.stop(controller);
    writeRegistry(testKit);
  }

  void restart(SendWindow.Limits limits) {
    restart(settings(linkSettings(limits)));
  }

  void restart(WindowLimits limits) {
    restart(settings(limits));
  }

  private void restart(MultiengineSettings settings) {
    testKit.stop(controller);
    controller = start(settings);
  }

  private ActorRef<Controller.Command> start(MultiengineSettings settings) {
    return testKit
        .spawn(ControllerActor.create(settings, directory, new ReplicatedRegistry()))
        .narrow();
  }

  void readyRegistry(EngineEntry... entries) {
    registry(entries);
    awaitIds(List.of(entries).stream().mapToInt(entry -> entry.id().value()).toArray());
  }

  void registry(EngineEntry... entries) {
    writeRegistry(testKit, entries);
  }

  void awaitIds(int... ids) {
    var expected = new TreeSet<>(IntStream.of(ids).mapToObj(EngineId::new).toList());
    Awaitility.await().atMost(PATIENCE).until(() -> directory.ids().equals(expected));
  }

  static CallId key(long call) {
    return new CallId("ann", call);
  }

  void submit(long call, Targets targets) {
    submit(call, targets, List.of(KEYS));
  }

  void submit(long call, Targets targets, List<Request> requests) {
    submit(call, targets, requests, CallOptions.DEFAULT);
  }

  void submit(long call, Targets targets, List<Request> requests, CallOptions options) {
    CallObserver observer = CallObserver.replyTo(client.ref());
    controller.tell(new Controller.Submit(key(call), targets, requests, options, observer));
  }

  static RelayMessage request(long call, RelayMessage.Target... targets) {
    return new RelayMessage.Submit(new CallId("ann", call), List.of(targets), KEYS, false, false);
  }

  static RelayMessage.Target target(int place, int engine) {
    return new RelayMessage.Target(
        place, new EngineLife(new EngineId(engine), "life-" + engine), 0);
  }

  static RelayMessage answers(long call, RelayMessage.Answer... answers) {
    return new RelayMessage.Answers(new CallId("ann", call), List.of(answers));
  }

  static RelayMessage.Answer answer(int place, String name) {
    return new RelayMessage.Answer(place, new Outcome.Names(List.of(name)), 0, 0, null);
  }

  static CallObserver.EngineOutcome outcome(int engine, String name) {
    return new CallObserver.EngineOutcome(
        new EngineId(engine), new Outcome.Names(List.of(name)), null, null);
  }

  static CallObserver.Reply completed(CallObserver.EngineOutcome... outcomes) {
    return new CallObserver.Reply.Completed(List.of(outcomes));
  }

  KernelError rejection() {
    return client.expectMessageClass(CallObserver.Reply.Rejected.class).error();
  }

  Failure failure() {
    var outcomes = client.expectMessageClass(CallObserver.Reply.Completed.class).outcomes();
    assertThat(outcomes).hasSize(1);
    return ((Outcome.Failed) outcomes.get(0).outcome()).failure();
  }
}
