package org.multiengine.actors.internal.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.multiengine.actors.TestSystems.NEVER;
import static org.multiengine.actors.TestSystems.settings;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.access.Access;
import org.multiengine.actors.access.Guard;
import org.multiengine.actors.internal.access.AccessSettings;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.link.LinkSettings;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.node.task.EngineLoad;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.identity.PartId;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/** Requests that arrive at a node in parts, as a peer sends them that the test plays itself. */
final class LargeRequestsTest {

  private static final long ROOM = 1_000;
  private static final LinkControl.Layout LAYOUT = new LinkControl.Layout(600, 600);

  private static final ActorTestKit testKit =
      TestSystems.node(NodeRoles.ENGINE, NodeRoles.MULTIENGINE);

  private final TestProbe<EngineRegistrar.Command> registrar = testKit.createTestProbe();
  private final TestProbe<LinkFrame> ann = testKit.createTestProbe();
  private final TestProbe<LinkFrame> bob = testKit.createTestProbe();
  private final Gatekeeper gatekeeper =
      new Gatekeeper(
          AccessSettings.of(testKit.system().settings().config().getConfig("multiengine.access")));
  private final ActorRef<Object> relay =
      testKit.spawn(
          NodeRelay.create(
              new RelayNode(
                  "a",
                  1,
                  registrar.ref(),
                  (engine, incarnation) -> {},
                  new CodeLoaders(
                      LargeRequestsTest.class.getClassLoader(),
                      (code, name, known) -> {
                        throw new AssertionError("no class is needed");
                      },
                      ROOM),
                  () -> {},
                  gatekeeper),
              settings(linkSettings())));

  @AfterAll
  static void shutDown() {
    testKit.shutdownTestKit();
  }

  @AfterEach
  void stopRelay() {
    testKit.stop(relay);
  }

  private static LinkSettings linkSettings() {
    return new LinkSettings(
        new SendWindow.Limits(100, 1_000_000, 100, 1_000_000),
        100_000,
        Duration.ofMillis(20),
        NEVER,
        LinkSettings.SharedMemory.OFF,
        ROOM,
        ROOM);
  }

  private void send(TestProbe<LinkFrame> from, long sequence, LinkMessage message) {
    send(from, 1, sequence, message);
  }

  private void send(TestProbe<LinkFrame> from, long link, long sequence, LinkMessage message) {
    relay.tell(new LinkFrame(from.ref(), link, sequence, 0, 0, message));
  }

  private static LinkControl.Begin begin(String client, long transfer, long bytes) {
    return new LinkControl.Begin(transfer, new CallId(client, transfer), bytes, head(client));
  }

  private static RelayMessage head(String client) {
    var empty = CodedValue.of(new EncodedValue(new byte[0]));
    var target = new RelayMessage.Target(0, new EngineLife(new EngineId(9), "life"), 0);
    return new RelayMessage.Submit(
        new CallId(client, 1),
        List.of(target),
        new Request.Push(Map.of("a", empty), false),
        false,
        false);
  }

  private static LinkControl.Part part(long transfer) {
    return new LinkControl.Part(transfer, LAYOUT, ByteBuffer.wrap(new byte[600]));
  }

  /** Returns the next message that a peer receives, other than acknowledgements and offers. */
  private static <T extends LinkMessage> T next(TestProbe<LinkFrame> peer, Class<T> type) {
    while (true) {
      LinkFrame frame = peer.receiveMessage(TestSystems.PATIENCE);
      if (type.isInstance(frame.message())) {
        return type.cast(frame.message());
      }
    }
  }

  private static Outcome.Failed failure(TestProbe<LinkFrame> peer) {
    RelayMessage.Answers answers = next(peer, RelayMessage.Answers.class);
    return (Outcome.Failed) answers.answers().get(0).outcome();
  }

  @Test
  void begin_guardRefuses_isAnsweredBeforeTheValuesCome() {
    gatekeeper.guard(Guard.nobody("maintenance"));

    send(ann, 1, begin("ann", 1, 600));

    assertThat(failure(ann).failure().errorName()).isEqualTo("AccessDenied");
  }

  @Test
  void submit_otherRequestThanTheOneThatBegan_isDecidedAnew() {
    gatekeeper.guard(Guard.only(Access.Kind.WRITE));
    var allowed = (RelayMessage.Submit) head("ann");
    var smuggled =
        new RelayMessage.Submit(
            allowed.call(), allowed.targets(), new Request.Execute("a = 1"), false, false);

    send(ann, 1, new LinkControl.Begin(1, allowed.call(), 600, allowed));
    send(ann, 2, smuggled);

    assertThat(failure(ann).failure().errorName()).isEqualTo("AccessDenied");
  }

  @Test
  void begin_asManyBytesAsThereIsRoom_isTaken() {
    send(ann, 1, new LinkControl.Begin(1, new CallId("ann", 1), ROOM, head("ann")));
    send(ann, 2, new LinkControl.Withdrawn(1));
    send(ann, 3, begin("ann", 2, ROOM + 1));

    Outcome.Failed failed = failure(ann);

    assertThat(failed.failedWith(QueueFull.class)).isTrue();
    assertThat(failed.failure().errorMessage())
        .contains("a request of 1001 bytes", "multiengine.link.max-incoming");
  }

  @Test
  void begin_noRoom_engineCountsItAsAFailureOfTheClient() {
    TestProbe<Engine.Command> engine = testKit.createTestProbe();
    relay.tell(
        new NodeRelay.EngineStarted(new EngineId(9), "life", engine.ref(), new EngineLoad()));

    send(ann, 1, begin("ann", 1, ROOM + 1));

    Engine.Refuse refuse = engine.expectMessageClass(Engine.Refuse.class);
    assertThat(refuse.request().part()).isEqualTo(new PartId(new CallId("ann", 1), 0));
    assertThat(refuse.why().errorMessage()).contains("a request of 1001 bytes");
  }

  @Test
  void begin_roomIsTakenByAnother_isRefusedUntilThatOneIsComplete() {
    send(ann, 1, begin("ann", 1, 600));
    send(bob, 1, begin("bob", 1, 600));
    assertThat(failure(bob).failedWith(QueueFull.class)).isTrue();

    send(ann, 2, part(1));
    send(ann, 3, new LinkControl.End(1, null));
    assertThat(failure(ann).failure().errorName()).isEqualTo("EngineLost"); // it was complete
    send(bob, 2, part(1));
    send(bob, 3, new LinkControl.End(1, null));
    send(bob, 4, begin("bob", 2, 600));
    send(bob, 5, part(2));
    send(bob, 6, new LinkControl.End(2, null));

    assertThat(failure(bob).failure().errorName()).isEqualTo("EngineLost");
  }

  @Test
  void begin_peerHasGone_givesItsRoomBack() {
    send(ann, 1, begin("ann", 1, 600));
    ann.stop();

    Awaitility.await()
        .atMost(TestSystems.PATIENCE)
        .untilAsserted(
            () -> {
              TestProbe<LinkFrame> next = testKit.createTestProbe();
              send(next, 1, begin("carol", 1, 600));
              send(next, 2, part(1));
              send(next, 3, new LinkControl.End(1, null));
              assertThat(failure(next).failure().errorName()).isEqualTo("EngineLost");
            });
  }

  @Test
  void part_moreThanAnnounced_endsTheLinkOfItsPeerAlone() {
    send(bob, 1, begin("bob", 1, 600));
    send(ann, 1, begin("ann", 1, 100));

    send(ann, 2, part(1));

    assertThat(next(ann, LinkControl.Ended.class).reason()).contains("600 bytes", "100 are");
    send(ann, 3, part(1));
    assertThat(next(ann, LinkControl.Ended.class).reason()).contains("600 bytes");
    send(bob, 2, part(1));
    send(bob, 3, new LinkControl.End(1, null));
    assertThat(failure(bob).failure().errorName()).isEqualTo("EngineLost");
    send(ann, 2, 1, begin("ann", 1, 600));
    send(ann, 2, 2, part(1));
    send(ann, 2, 3, new LinkControl.End(1, null));
    assertThat(failure(ann).failure().errorName()).isEqualTo("EngineLost");
  }

  @Test
  void message_forControllers_endsTheLinkOfItsPeer() {
    send(ann, 1, new RelayMessage.FetchClass(1, "ann/1", Path.class.getName(), List.of()));

    assertThat(next(ann, LinkControl.Ended.class).reason()).contains("FetchClass");
  }
}
