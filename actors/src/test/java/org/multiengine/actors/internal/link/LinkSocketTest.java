package org.multiengine.actors.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.serialization.SerializationExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.local.LocalSockets;

/** A link between two nodes of one machine, which changes to a socket. */
final class LinkSocketTest {

  private static final ActorTestKit here = TestSystems.node(NodeRoles.CLIENT);
  private static final ActorTestKit there = TestSystems.node(NodeRoles.ENGINE);

  private final TestProbe<LinkFrame> toLeft = here.createTestProbe();
  private final TestProbe<LinkFrame> toRight = there.createTestProbe();
  private final TestListener listener = new TestListener();
  private final Path folder;

  LinkSocketTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterAll
  static void shutDown() {
    here.shutdownTestKit();
    there.shutdownTestKit();
  }

  @Test
  void offerSocket_accepted_framesOfBothGoByIt() {
    Link<RelayMessage> left = left(folder.toString());
    Link<RelayMessage> right = right(folder.toString());
    shakeHands(left, right);

    left.send(body(1));
    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(1));
    right.send(body(2));
    assertThat(left.receive(toLeft.receiveMessage())).containsExactly(body(2));

    assertThat(List.of(left.isBySocket(), right.isBySocket())).containsExactly(true, true);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void offerSocket_otherSideHasNone_staysWithTheClusterAndLeavesNoFile() {
    Link<RelayMessage> left = left("");
    Link<RelayMessage> right = right(folder.toString());
    shakeHands(left, right);

    left.send(body(1));
    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(1));

    assertThat(List.of(left.isBySocket(), right.isBySocket())).containsExactly(false, false);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void offerSocket_noFolder_isNotDone() {
    Link<RelayMessage> right = right("");

    right.offerSocket();
    right.flush();

    toLeft.expectNoMessage();
  }

  @Test
  void offerSocket_inThisProcess_isNotDone() {
    Link<RelayMessage> link =
        link(here, toLeft.ref(), toLeft.ref(), folder.toString(), TestSystems.NEVER);

    link.offerSocket();

    assertThat(link.isDelivered()).isTrue();
  }

  @Test
  void send_socketIsThereAndSomethingIsOnItsWay_waitsUntilThatHasArrived() {
    Link<RelayMessage> left = left(folder.toString());
    Link<RelayMessage> right = right(folder.toString());
    left.send(body(1));
    offer(right);
    left.receive(toLeft.receiveMessage());

    left.send(body(2));
    right.receive(toRight.receiveMessage());
    toRight.receiveMessage(); // that the offer has come
    toRight.expectNoMessage();
    right.tick();
    left.receive(toLeft.receiveMessage());

    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(2));
    assertThat(left.isBySocket()).isTrue();
  }

  @Test
  void tick_socketIsThereAndSomethingWasLost_sendsThatAgainByTheCluster() {
    Link<RelayMessage> left = left(folder.toString(), Duration.ZERO);
    Link<RelayMessage> right = right(folder.toString());
    left.send(body(1));
    toRight.receiveMessage(); // and is lost
    offer(right);
    left.receive(toLeft.receiveMessage());
    toRight.receiveMessage();

    left.tick();

    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(1));
    assertThat(left.isBySocket()).isFalse();
  }

  @Test
  void tick_bySocketWithoutAnswer_sendsNothingAgain() {
    Link<RelayMessage> left = left(folder.toString(), Duration.ofMillis(50));
    Link<RelayMessage> right = right(folder.toString());
    shakeHands(left, right);
    left.send(body(1));
    toRight.receiveMessage();
    toRight.expectNoMessage();

    left.tick();

    toRight.expectNoMessage();
  }

  @Test
  void tick_bySocketWithoutAnswerForVeryLong_goesBackToTheCluster() {
    Link<RelayMessage> left = left(folder.toString(), Duration.ZERO);
    Link<RelayMessage> right = right(folder.toString());
    shakeHands(left, right);
    left.send(body(1));
    LinkFrame unanswered = toRight.receiveMessage();
    left.tick();
    assertThat(left.isBySocket()).isFalse();

    left.tick();

    assertThat(toRight.receiveMessage().sequence()).isEqualTo(unanswered.sequence());
  }

  @Test
  void send_longerThanAFrameOfTheSocket_leavesTheSocketOpen() {
    Link<RelayMessage> left = left(folder.toString());
    Link<RelayMessage> right = right(folder.toString());
    shakeHands(left, right);

    left.send(new RelayMessage.Listen(new CallId("x".repeat(LocalSockets.MAX_FRAME_BYTES), 1)));

    assertThat(left.isBySocket()).isTrue();
    assertThat(right.receive(toRight.receiveMessage())).isEmpty(); // the first of its parts
  }

  @Test
  void tick_socketHasEnded_sendsWhatWasOnItByTheCluster() {
    Link<RelayMessage> left = left(folder.toString());
    Link<RelayMessage> right = right(folder.toString());
    shakeHands(left, right);
    left.send(body(1));
    LinkFrame lost = toRight.receiveMessage();
    right.close();
    awaitEnd(left);

    left.tick();

    LinkFrame again = toRight.receiveMessage();
    assertThat(again.message()).isEqualTo(body(1));
    assertThat(again.sequence()).isEqualTo(lost.sequence());
  }

  @Test
  void send_socketHasEnded_goesByTheCluster() {
    Link<RelayMessage> left = left(folder.toString());
    Link<RelayMessage> right = right(folder.toString());
    shakeHands(left, right);
    right.close();
    awaitEnd(left);

    left.send(body(1));

    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(1));
    assertThat(left.isBySocket()).isFalse();
  }

  @Test
  void close_offerNotAnswered_leavesNoFile() {
    Link<RelayMessage> right = right(folder.toString());
    offer(right);
    assertThat(folder).isNotEmptyDirectory();

    right.close();

    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void receive_offerOfAnotherFolder_isDeclined(@TempDir Path elsewhere) throws Exception {
    Link<RelayMessage> left = left(folder.toString());
    Path file = Files.createFile(elsewhere.resolve("link"));

    left.receive(
        new LinkFrame(seenFromHere(), 1, 1, 0, 0, new LinkControl.SocketOffer(file.toString())));

    assertThat(toRight.receiveMessage().message()).isEqualTo(new LinkControl.SocketDeclined());
  }

  /**
   * Lets the right side offer, and each hear what the other says to that, until nothing is left.
   */
  private void shakeHands(Link<RelayMessage> left, Link<RelayMessage> right) {
    offer(right);
    left.receive(toLeft.receiveMessage());
    right.receive(toRight.receiveMessage());
    left.flush();
  }

  private static void offer(Link<RelayMessage> right) {
    right.offerSocket();
    right.flush();
  }

  /** The other side has closed it. */
  private static void awaitEnd(Link<RelayMessage> link) {
    Awaitility.await().atMost(TestSystems.PATIENCE).until(() -> !link.isBySocket());
  }

  private Link<RelayMessage> left(String sockets) {
    return left(sockets, TestSystems.NEVER);
  }

  private Link<RelayMessage> left(String sockets, Duration resendAfter) {
    return link(here, toLeft.ref(), seenFromHere(), sockets, resendAfter);
  }

  private ActorRef<LinkFrame> seenFromHere() {
    return TestSystems.seenFrom(here, there, toRight.ref());
  }

  private Link<RelayMessage> right(String sockets) {
    return link(
        there,
        toRight.ref(),
        TestSystems.seenFrom(there, here, toLeft.ref()),
        sockets,
        TestSystems.NEVER);
  }

  private Link<RelayMessage> link(
      ActorTestKit node,
      ActorRef<LinkFrame> self,
      ActorRef<LinkFrame> peer,
      String sockets,
      Duration resendAfter) {
    var settings =
        new LinkSettings(
            new SendWindow.Limits(100, 1_000_000, 100, 1_000_000),
            10_000,
            Duration.ofMillis(20),
            resendAfter,
            LinkSettings.SharedMemory.OFF,
            sockets,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    return new Link<>(
        new Link.Ends(self, peer, 1),
        RelayMessage.class,
        settings,
        SerializationExtension.get(node.system()),
        listener);
  }

  private static RelayMessage body(long call) {
    return new RelayMessage.Listen(new CallId("ann", call));
  }
}
