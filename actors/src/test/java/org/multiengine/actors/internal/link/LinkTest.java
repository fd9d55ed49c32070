package org.multiengine.actors.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.serialization.SerializationExtension;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.local.SharedSegment;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Question;
import org.multiengine.core.request.Request;

final class LinkTest {

  private static final int PART = 10_000;
  private static final SendWindow.Limits WIDE =
      new SendWindow.Limits(100, 1_000_000, 100, 1_000_000);

  private static final ActorTestKit here = TestSystems.node(NodeRoles.CLIENT);

  private final TestProbe<LinkFrame> toLeft = here.createTestProbe();
  private final TestProbe<LinkFrame> toRight = here.createTestProbe();

  @AfterAll
  static void shutDown() {
    here.shutdownTestKit();
  }

  @Test
  void send_severalBodies_comeOutInOrder() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);

    left.send(body(1));
    left.send(body(2));

    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(1));
    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(2));
  }

  @Test
  void add_severalBodies_goInOneFrameWhenFlushed() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);
    List.of(body(1), body(2), body(3)).forEach(left::add);
    toRight.expectNoMessage();

    left.flush();

    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(1), body(2), body(3));
    assertThat(left.isDelivered()).isFalse();
    right.tick();
    left.receive(toLeft.receiveMessage());
    assertThat(left.isDelivered()).isTrue();
  }

  @Test
  void add_enoughForAFrame_goWithoutFlush() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);
    List<RelayMessage> bodies = LongStream.range(0, 64).mapToObj(LinkTest::body).toList();

    bodies.forEach(left::add);

    assertThat(right.receive(toRight.receiveMessage())).isEqualTo(bodies);
  }

  @Test
  void add_moreThanAPart_goInSeveralFrames() {
    Link<RelayMessage> left = left(new SendWindow.Limits(1000, 1_000_000, 1000, 1_000_000));
    Link<RelayMessage> right = right(WIDE);
    RelayMessage half = request("x".repeat(PART / 4)); // a character counts for two bytes
    List.of(half, half, half).forEach(left::add);

    left.flush();

    assertThat(right.receive(toRight.receiveMessage())).containsExactly(half);
    assertThat(right.receive(toRight.receiveMessage())).containsExactly(half);
    assertThat(right.receive(toRight.receiveMessage())).containsExactly(half);
  }

  @Test
  void add_asManyAsMayWait_makesRoomBeforeItRefuses() {
    Link<RelayMessage> left = left(new SendWindow.Limits(1, 1_000_000, 1, 1_000_000));
    left.add(request());

    left.add(request());

    assertThatThrownBy(() -> left.add(request())).isInstanceOf(QueueFull.class);
  }

  @Test
  void isBusy_onlyKeptForMore_isNot() {
    Link<RelayMessage> left = left(WIDE);

    left.add(body(1));

    assertThat(left.isBusy()).isFalse();
  }

  @Test
  void isBusy_creditUsedUp_isUntilItIsAcknowledged() {
    Link<RelayMessage> left = left(new SendWindow.Limits(1, 1_000_000, 100, 1_000_000));
    left.send(body(1));
    left.send(body(2));
    assertThat(left.isBusy()).isTrue();

    left.receive(new LinkFrame(toRight.ref(), 1, 0, 1, 1, null));

    assertThat(left.isBusy()).isFalse();
  }

  @Test
  void receive_bundleTwice_deliversItOnceAndAcknowledgesOnce() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);
    List.of(body(1), body(2)).forEach(left::add);
    left.flush();
    LinkFrame frame = toRight.receiveMessage();
    right.receive(frame);

    assertThat(right.receive(frame)).isEmpty();

    assertThat(toLeft.receiveMessage()).isEqualTo(new LinkFrame(toRight.ref(), 1, 0, 2, 2, null));
    toLeft.expectNoMessage();
  }

  @Test
  void receive_bundleOfWhichSomeCameBefore_deliversTheRest() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);
    left.send(body(1));
    right.receive(toRight.receiveMessage());
    var bundle = new LinkControl.Bundle(List.of(body(1), body(2)));

    List<RelayMessage> delivered = right.receive(new LinkFrame(toLeft.ref(), 1, 1, 0, 0, bundle));

    assertThat(delivered).containsExactly(body(2));
  }

  @Test
  void send_bothWays_acknowledgesOnTheWay() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);
    left.send(body(1));
    right.receive(toRight.receiveMessage());

    right.send(body(2));

    assertThat(left.receive(toLeft.receiveMessage())).containsExactly(body(2));
    assertThat(right.isQuiet()).isFalse();
    left.tick();
    right.receive(toRight.receiveMessage());
    assertThat(List.of(left.isQuiet(), right.isQuiet())).containsExactly(true, true);
  }

  @Test
  void receive_sameFrameTwice_deliversItOnce() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);
    left.send(body(1));
    LinkFrame frame = toRight.receiveMessage();
    right.receive(frame);

    List<RelayMessage> again = right.receive(frame);

    assertThat(again).isEmpty();
    assertThat(toLeft.receiveMessage()).isEqualTo(new LinkFrame(toRight.ref(), 1, 0, 1, 1, null));
  }

  @Test
  void receive_frameBeforeIsMissing_deliversNothing() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);
    left.send(body(1));
    left.send(body(2));
    toRight.receiveMessage();

    List<RelayMessage> delivered = right.receive(toRight.receiveMessage());

    assertThat(delivered).isEmpty();
  }

  @Test
  void tick_frameLost_sendsItsBodiesAgainOneByOne() {
    Link<RelayMessage> left = left(WIDE, Duration.ZERO);
    Link<RelayMessage> right = right(WIDE);
    List.of(body(1), body(2)).forEach(left::add);
    left.flush();
    toRight.receiveMessage(); // perhaps too large for the network as a whole

    left.tick();

    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(1));
    assertThat(right.receive(toRight.receiveMessage())).containsExactly(body(2));
  }

  @Test
  void tick_framesLost_countsWhatIsSentAgain() {
    var registry = new SimpleMeterRegistry();
    Metrics.get(here.system()).addTo(registry);
    Link<RelayMessage> left = left(WIDE, Duration.ZERO);
    left.send(body(1));
    left.send(body(2));

    left.tick();

    assertThat(registry.get("multiengine.link.retransmissions").counter().count()).isEqualTo(2);
    assertThat(registry.get("multiengine.link.messages").tag("direction", "sent").counter().count())
        .isEqualTo(4);
  }

  @Test
  void tick_acknowledged_sendsNothing() {
    Link<RelayMessage> left = left(WIDE, Duration.ZERO);
    Link<RelayMessage> right = right(WIDE);
    left.send(body(1));
    right.receive(toRight.receiveMessage());
    right.tick();
    left.receive(toLeft.receiveMessage());

    left.tick();

    toRight.expectNoMessage();
    assertThat(left.isQuiet()).isTrue();
  }

  @Test
  void tick_beforeResendAfter_sendsNothing() {
    Link<RelayMessage> left = left(WIDE, TestSystems.NEVER);
    left.send(body(1));
    toRight.receiveMessage();

    left.tick();

    toRight.expectNoMessage();
    assertThat(left.isQuiet()).isFalse();
  }

  @Test
  void receive_shareOfCreditUsed_acknowledgesAtOnce() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(new SendWindow.Limits(8, 1_000_000, 100, 1_000_000));
    left.send(body(1));
    left.send(body(2));

    right.receive(toRight.receiveMessage());
    right.receive(toRight.receiveMessage());

    assertThat(toLeft.receiveMessage()).isEqualTo(new LinkFrame(toRight.ref(), 1, 0, 2, 2, null));
    assertThat(right.isQuiet()).isTrue();
  }

  @Test
  void send_creditUsedUp_waitsForAcknowledgement() {
    Link<RelayMessage> left = left(new SendWindow.Limits(2, 1_000_000, 100, 1_000_000));
    List.of(body(1), body(2), body(3)).forEach(left::send);
    toRight.receiveSeveralMessages(2);
    toRight.expectNoMessage();

    left.receive(new LinkFrame(toRight.ref(), 1, 0, 1, 1, null));

    assertThat(toRight.receiveMessage().message()).isEqualTo(body(3));
  }

  @Test
  void send_tooMuchWaits_throwsQueueFull() {
    Link<RelayMessage> left = left(new SendWindow.Limits(1, 1_000_000, 1, 1_000_000));
    left.send(request());
    left.send(request());

    assertThatThrownBy(() -> left.send(request())).isInstanceOf(QueueFull.class);
  }

  @Test
  void send_cancelWhenTooMuchWaits_isTaken() {
    Link<RelayMessage> left = left(new SendWindow.Limits(1, 1_000_000, 1, 1_000_000));
    left.send(request());
    left.send(request());

    left.send(body(3));

    toRight.receiveMessage();
    left.receive(new LinkFrame(toRight.ref(), 1, 0, 1, 1, null));
    toRight.receiveMessage();
    left.receive(new LinkFrame(toRight.ref(), 1, 0, 2, 2, null));
    assertThat(toRight.receiveMessage().message()).isEqualTo(body(3));
  }

  @Test
  void send_largeBodyLocally_staysWhole() {
    Link<RelayMessage> left = left(WIDE);
    Link<RelayMessage> right = right(WIDE);

    left.send(large());

    assertThat(right.receive(toRight.receiveMessage())).containsExactly(large());
  }

  @Test
  void receive_partInSharedMemory_isReadBeforeItIsAcknowledged(@TempDir Path folder)
      throws IOException {
    var shape = new SharedSegment.Shape(1, PART);
    SharedSegment segment = SharedSegment.create(folder, shape, Long.MAX_VALUE);
    TestInbox<LinkFrame> acknowledged = TestInbox.create();
    List<Long> moved = new ArrayList<>();
    var settings =
        new LinkSettings(
            new SendWindow.Limits(1, PART, 1, PART),
            PART,
            Duration.ofMillis(20),
            TestSystems.NEVER,
            new LinkSettings.SharedMemory(folder.toString(), PART, PART),
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    TransferListener readFirst =
        (call, bytes, announced) -> {
          assertThat(acknowledged.hasMessages()).isFalse();
          moved.add(bytes);
        };
    Link<RelayMessage> link = link(here, toRight.ref(), acknowledged.getRef(), settings, readFirst);
    List<LinkMessage> bodies =
        List.of(
            new LinkControl.SegmentOffer(segment.file().toString(), 1, PART),
            new LinkControl.Begin(1, new CallId("ann", 9), PART, large()),
            new LinkControl.SharedPart(1, new LinkControl.Layout(PART, PART), 0, PART));

    for (int place = 0; place < bodies.size(); place++) {
      acknowledged.getAllReceived();
      link.receive(
          new LinkFrame(acknowledged.getRef(), 1, place + 1, place, place, bodies.get(place)));
    }

    assertThat(moved).containsExactly(0L, (long) PART);
    assertThat(acknowledged.receiveMessage().acknowledged()).isEqualTo(bodies.size());
  }

  private Link<RelayMessage> left(SendWindow.Limits limits) {
    return left(limits, TestSystems.NEVER);
  }

  private Link<RelayMessage> left(SendWindow.Limits limits, Duration resendAfter) {
    return link(here, toLeft.ref(), toRight.ref(), limits, resendAfter);
  }

  private Link<RelayMessage> right(SendWindow.Limits limits) {
    return link(here, toRight.ref(), toLeft.ref(), limits, TestSystems.NEVER);
  }

  private static Link<RelayMessage> link(
      ActorTestKit node,
      ActorRef<LinkFrame> self,
      ActorRef<LinkFrame> peer,
      SendWindow.Limits limits,
      Duration resendAfter) {
    var settings =
        new LinkSettings(
            limits,
            PART,
            Duration.ofMillis(20),
            resendAfter,
            LinkSettings.SharedMemory.OFF,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    return link(node, self, peer, settings, (call, bytes, announced) -> {});
  }

  private static Link<RelayMessage> link(
      ActorTestKit node,
      ActorRef<LinkFrame> self,
      ActorRef<LinkFrame> peer,
      LinkSettings settings,
      TransferListener progress) {
    return new Link<>(
        new Link.Ends(self, peer, 1),
        RelayMessage.class,
        settings,
        SerializationExtension.get(node.system()),
        new TestListener(progress));
  }

  private static RelayMessage body(long call) {
    return new RelayMessage.Cancel(new CallId("ann", call), null);
  }

  private static RelayMessage request() {
    return new RelayMessage.Submit(
        new CallId("ann", 8), List.of(), new Question.Keys(), false, false);
  }

  private static RelayMessage request(String text) {
    return new RelayMessage.Submit(
        new CallId("ann", 8), List.of(), new Request.Execute(text), false, false);
  }

  private static RelayMessage large() {
    var value = new EncodedValue(new byte[10 * PART]);
    return new RelayMessage.Submit(
        new CallId("ann", 9),
        List.of(),
        new Request.Push(Map.of("a", CodedValue.of(value)), false),
        false,
        false);
  }
}
