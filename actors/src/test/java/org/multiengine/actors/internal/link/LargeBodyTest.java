package org.multiengine.actors.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.serialization.SerializationExtension;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.link.LinkSettings.SharedMemory;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/** A link between two nodes, with bodies that are too large for one message. */
final class LargeBodyTest {

  private static final int PART = 100_000;
  private static final int PARTS = 10;
  private static final SendWindow.Limits WIDE =
      new SendWindow.Limits(100, 10_000_000, 100, 10_000_000);

  /** Credit for one part at a time. */
  private static final SendWindow.Limits NARROW =
      new SendWindow.Limits(100, PART + LinkBody.OVERHEAD, 100, 10_000_000);

  private static final ActorTestKit here = TestSystems.node(NodeRoles.CLIENT);
  private static final ActorTestKit there = TestSystems.node(NodeRoles.ENGINE);

  private final TestProbe<LinkFrame> toSender = here.createTestProbe();
  private final TestProbe<LinkFrame> toReceiver = there.createTestProbe();
  private final List<LinkBody> sent = new ArrayList<>();
  private final List<LinkBody> delivered = new ArrayList<>();
  private long moved;
  private long announced;

  @AfterAll
  static void shutDown() {
    here.shutdownTestKit();
    there.shutdownTestKit();
  }

  @Test
  void send_large_crossesInParts() {
    Link sender = sender(WIDE);
    Link receiver = receiver(SharedMemory.OFF);

    sender.send(large("ann", 9));
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(large("ann", 9));
    assertThat(parts()).hasSize(PARTS);
  }

  @Test
  void send_largeOfSeveralSegments_arrivesInTheSame() {
    var value = new EncodedValue(List.of(new byte[2 * PART], new byte[2 * PART], new byte[PART]));
    LinkBody body = push("ann", 9, value);
    Link sender = sender(WIDE);
    Link receiver = receiver(SharedMemory.OFF);

    sender.send(body);
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(body);
  }

  @Test
  void send_severalValues_areEachInTheirPlace() {
    var first = random(3 * PART + 1);
    var small = random(10);
    var second = random(2 * PART);
    var answer = new LinkBody.Answer(0, new Outcome.Values(List.of(first, small, second)), 1, 2);
    LinkBody body = new LinkBody.Answers("ann", 9, List.of(answer));
    Link sender = sender(WIDE);
    Link receiver = receiver(SharedMemory.OFF);

    sender.send(body);
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(body);
  }

  @Test
  void send_longText_crossesInPartsToo() {
    LinkBody body = submit("ann", 9, new Request.Execute("x".repeat(5 * PART)));
    Link sender = sender(WIDE);
    Link receiver = receiver(SharedMemory.OFF);

    sender.send(body);
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(body);
    assertThat(parts()).hasSizeGreaterThan(4);
  }

  @Test
  void send_smallOfAnotherClient_passesLarge() {
    Link sender = sender(NARROW);
    Link receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));

    sender.send(cancel("bob"));
    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(cancel("bob"), large("ann", 9));
  }

  @Test
  void send_smallOfTheSameClient_comesBehindLarge() {
    Link sender = sender(NARROW);
    Link receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));

    sender.send(execute("ann", 10));
    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(large("ann", 9), execute("ann", 10));
  }

  @Test
  void send_cancelOfTheSameClient_passesLarge() {
    Link sender = sender(NARROW);
    Link receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));

    sender.send(cancel("ann"));
    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(cancel("ann"), large("ann", 9));
  }

  @Test
  void send_partLost_isSentAgain() {
    Link sender = link(here, toSender.ref(), seenFromHere(), WIDE, SharedMemory.OFF, Duration.ZERO);
    Link receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));
    receiver.receive(toReceiver.receiveMessage());
    receiver.receive(toReceiver.receiveMessage());
    toReceiver.receiveMessage(); // the second part is lost
    toReceiver.receiveSeveralMessages(PARTS - 1).forEach(receiver::receive);

    sender.tick();
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(large("ann", 9));
  }

  @Test
  void send_large_tellsHowFarItHasCome() {
    Link sender = sender(NARROW);
    sender.send(large("ann", 9));

    assertThat(List.of(moved, announced)).containsExactly(0L, (long) PARTS * PART);

    receive(sender, receiver(SharedMemory.OFF), 1);

    // The receiving end tells the same once more here.
    assertThat(List.of(moved, announced)).containsExactly(2L * PARTS * PART, 2L * PARTS * PART);
  }

  @Test
  void withdraw_partlySent_sendsNoMoreOfIt() {
    Link sender = sender(NARROW);
    Link receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));
    sender.send(cancel("ann"));
    deliver(receiver, toReceiver.receiveMessage());

    List<LinkBody.Submit> withdrawn = sender.withdraw(new Controller.CallKey("ann", 9));
    receive(sender, receiver, 1);

    assertThat(withdrawn).containsExactly((LinkBody.Submit) large("ann", 9));
    assertThat(delivered).containsExactly(cancel("ann"));
  }

  @Test
  void withdraw_smallBehindLarge_isTakenBack() {
    Link sender = sender(NARROW);
    Link receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));
    sender.send(execute("ann", 10));
    sender.send(execute("ann", 11));

    List<LinkBody.Submit> withdrawn = sender.withdraw(new Controller.CallKey("ann", 10));
    receive(sender, receiver, 2);

    assertThat(withdrawn).containsExactly(execute("ann", 10));
    assertThat(delivered).containsExactly(large("ann", 9), execute("ann", 11));
  }

  @Test
  void withdraw_thenAnotherLarge_arrivesWhole() {
    Link sender = sender(NARROW);
    Link receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));
    deliver(receiver, toReceiver.receiveMessage());
    sender.withdraw(new Controller.CallKey("ann", 9));

    sender.send(large("ann", 10));
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(large("ann", 10));
  }

  @Test
  void receive_withdrawnAfterTheNextBegin_dropsTheOneOnly() {
    Link receiver = receiver(SharedMemory.OFF);
    List<LinkBody> bodies =
        List.of(
            new LinkBody.Begin(1, "ann", 9, 1),
            new LinkBody.Begin(2, "ann", 10, 1),
            new LinkBody.Withdrawn(1),
            new LinkBody.Part(2, new LinkBody.Layout(1, 1), ByteBuffer.wrap(new byte[] {7})),
            new LinkBody.Whole(2, push("ann", 10, new EncodedValue(new byte[0]))));

    deliver(receiver, new LinkFrame(toSender.ref(), 1, 0, new LinkBody.Bundle(bodies)));

    assertThat(delivered).containsExactly(push("ann", 10, new EncodedValue(new byte[] {7})));
  }

  @Test
  void withdraw_allSentOrOtherCall_findsNothing() {
    Link sender = sender(WIDE);
    sender.send(large("ann", 9));
    sender.send(large("bob", 10));
    receive(sender, receiver(SharedMemory.OFF), 2);

    assertThat(sender.withdraw(new Controller.CallKey("ann", 9))).isEmpty();
    assertThat(sender.withdraw(new Controller.CallKey("ann", 10))).isEmpty();
  }

  @Test
  void send_moreLargeThanMayWait_throwsQueueFull() {
    Link sender = sender(new SendWindow.Limits(100, PART, 100, PARTS * PART));
    sender.send(large("ann", 9));

    assertThatThrownBy(() -> sender.send(large("ann", 10))).isInstanceOf(QueueFull.class);
  }

  @Test
  void send_sharedMemory_carriesTheParts(@TempDir Path folder) {
    var memory = new SharedMemory(folder.toString(), 4 * PART);
    Link sender = sender(NARROW, memory);
    Link receiver = receiver(memory);
    sender.send(large("ann", 9));
    sender.send(large("bob", 10));

    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(large("ann", 9), large("bob", 10));
    assertThat(sent).filteredOn(LinkBody.SharedPart.class::isInstance).hasSizeGreaterThan(PARTS);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void send_sharedMemoryFull_carriesTheRestItself(@TempDir Path folder) {
    var memory = new SharedMemory(folder.toString(), 2 * PART);
    Link sender = sender(WIDE, memory);
    Link receiver = receiver(memory);
    sender.send(large("ann", 9));
    receive(sender, receiver, 1);
    sent.clear();

    sender.send(large("bob", 10));
    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(large("ann", 9), large("bob", 10));
    assertThat(sent).filteredOn(LinkBody.SharedPart.class::isInstance).hasSize(2);
  }

  @Test
  void send_otherSideHasNoSharedMemory_carriesThePartsItself(@TempDir Path folder) {
    Link sender = sender(NARROW, new SharedMemory(folder.toString(), 4 * PART));
    Link receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));

    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(large("ann", 9));
    assertThat(sent).noneMatch(LinkBody.SharedPart.class::isInstance);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void close_offerNotAnswered_leavesNoFile(@TempDir Path folder) {
    Link sender = sender(NARROW, new SharedMemory(folder.toString(), 4 * PART));
    sender.send(large("ann", 9));

    sender.close();

    assertThat(folder).isEmptyDirectory();
  }

  /** Lets the two ends talk until so many bodies have come out. */
  private void receive(Link sender, Link receiver, int bodies) {
    while (delivered.size() < bodies) {
      deliver(receiver, toReceiver.receiveMessage());
      receiver.tick();
      sender.receive(toSender.receiveMessage());
    }
  }

  private void deliver(Link receiver, LinkFrame frame) {
    LinkBody body = frame.body();
    if (body != null) {
      sent.add(body);
    }
    delivered.addAll(receiver.receive(frame));
  }

  private List<LinkBody> parts() {
    return sent.stream().filter(LinkBody.Part.class::isInstance).toList();
  }

  private Link sender(SendWindow.Limits limits) {
    return sender(limits, SharedMemory.OFF);
  }

  private Link sender(SendWindow.Limits limits, SharedMemory memory) {
    return link(here, toSender.ref(), seenFromHere(), limits, memory, TestSystems.NEVER);
  }

  private Link receiver(SharedMemory memory) {
    return link(
        there,
        toReceiver.ref(),
        TestSystems.seenFrom(there, here, toSender.ref()),
        WIDE,
        memory,
        TestSystems.NEVER);
  }

  private ActorRef<LinkFrame> seenFromHere() {
    return TestSystems.seenFrom(here, there, toReceiver.ref());
  }

  private Link link(
      ActorTestKit node,
      ActorRef<LinkFrame> self,
      ActorRef<LinkFrame> peer,
      SendWindow.Limits limits,
      SharedMemory memory,
      Duration resendAfter) {
    var settings = new LinkSettings(limits, PART, Duration.ofMillis(20), resendAfter, memory, "");
    return new Link(self, peer, settings, SerializationExtension.get(node.system()), this::onMoved);
  }

  private void onMoved(String client, long call, long bytes, long more) {
    moved += bytes;
    announced += more;
  }

  private static LinkBody large(String client, long call) {
    return push(client, call, random(PARTS * PART));
  }

  private static LinkBody push(String client, long call, EncodedValue value) {
    return submit(client, call, new Request.Push(Map.of("a", value), false, Map.of()));
  }

  private static LinkBody.Submit submit(String client, long call, Request request) {
    var target = new LinkBody.Target(0, new EngineId(3), "life");
    return new LinkBody.Submit(client, call, List.of(target), request, false, false);
  }

  private static LinkBody.Submit execute(String client, long call) {
    return submit(client, call, new Request.Execute("a = 5"));
  }

  private static LinkBody cancel(String client) {
    return new LinkBody.Cancel(client, 1, null);
  }

  private static EncodedValue random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return new EncodedValue(content);
  }
}
