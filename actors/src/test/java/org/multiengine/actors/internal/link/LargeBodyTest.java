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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.LinkSettings.SharedMemory;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.request.CodedValue;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Request;

/** A link between two nodes, with bodies that are too large for one message. */
final class LargeBodyTest {

  private static final int PART = 100_000;
  private static final int PARTS = 10;
  private static final SendWindow.Limits WIDE =
      new SendWindow.Limits(100, 10_000_000, 100, 10_000_000);

  /** Jackson reads names of at most 50,000 characters. */
  private static final int UNREADABLE_NAME_CHARACTERS = 60_000;

  /** Credit for one part at a time. */
  private static final SendWindow.Limits NARROW =
      new SendWindow.Limits(100, PART + LinkMessage.OVERHEAD_BYTES, 100, 10_000_000);

  private static final ActorTestKit here = TestSystems.node(NodeRoles.CLIENT);
  private static final ActorTestKit there = TestSystems.node(NodeRoles.ENGINE);

  private final TestProbe<LinkFrame> toSender = here.createTestProbe();
  private final TestProbe<LinkFrame> toReceiver = there.createTestProbe();
  private final TestListener listener = new TestListener(this::onMoved);
  private final List<LinkMessage> sent = new ArrayList<>();
  private final List<RelayMessage> delivered = new ArrayList<>();
  private long moved;
  private long announced;

  @AfterAll
  static void shutDown() {
    here.shutdownTestKit();
    there.shutdownTestKit();
  }

  @Test
  void send_large_crossesInParts() {
    Link<RelayMessage> sender = sender(WIDE);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);

    sender.send(large("ann", 9));
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(large("ann", 9));
    assertThat(parts()).hasSize(PARTS);
  }

  @Test
  void send_largeOfSeveralSegments_arrivesInTheSame() {
    var value = new EncodedValue(List.of(new byte[2 * PART], new byte[2 * PART], new byte[PART]));
    RelayMessage body = push("ann", 9, value);
    Link<RelayMessage> sender = sender(WIDE);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);

    sender.send(body);
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(body);
  }

  @Test
  void send_severalValues_areEachInTheirPlace() {
    var first = random(3 * PART + 1);
    var small = random(10);
    var second = random(2 * PART);
    var answer =
        new RelayMessage.Answer(0, new Outcome.Values(List.of(first, small, second)), 1, 2, null);
    RelayMessage body = new RelayMessage.Answers(new CallId("ann", 9), List.of(answer));
    Link<RelayMessage> sender = sender(WIDE);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);

    sender.send(body);
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(body);
  }

  @Test
  void send_longText_crossesInPartsToo() {
    RelayMessage body = submit("ann", 9, new Request.Execute("x".repeat(5 * PART)));
    Link<RelayMessage> sender = sender(WIDE);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);

    sender.send(body);
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(body);
    assertThat(parts()).hasSizeGreaterThan(4);
  }

  @Test
  void send_smallOfAnotherClient_passesLarge() {
    Link<RelayMessage> sender = sender(NARROW);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));

    sender.send(cancel("bob"));
    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(cancel("bob"), large("ann", 9));
  }

  @Test
  void send_smallOfTheSameClient_comesBehindLarge() {
    Link<RelayMessage> sender = sender(NARROW);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));

    sender.send(execute("ann", 10));
    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(large("ann", 9), execute("ann", 10));
  }

  @Test
  void send_cancelOfTheSameClient_passesLarge() {
    Link<RelayMessage> sender = sender(NARROW);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));

    sender.send(cancel("ann"));
    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(cancel("ann"), large("ann", 9));
  }

  @Test
  void send_partLost_isSentAgain() {
    Link<RelayMessage> sender =
        link(here, toSender.ref(), seenFromHere(), WIDE, SharedMemory.OFF, Duration.ZERO);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
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
    Link<RelayMessage> sender = sender(NARROW);
    sender.send(large("ann", 9));

    assertThat(List.of(moved, announced)).containsExactly(0L, (long) PARTS * PART);

    receive(sender, receiver(SharedMemory.OFF), 1);

    // The receiving end tells the same once more here.
    assertThat(List.of(moved, announced)).containsExactly(2L * PARTS * PART, 2L * PARTS * PART);
  }

  @Test
  void withdraw_partlySent_sendsNoMoreOfIt() {
    Link<RelayMessage> sender = sender(NARROW);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));
    sender.send(cancel("ann"));
    deliver(receiver, toReceiver.receiveMessage());

    List<RelayMessage> withdrawn = sender.withdraw(submitOf("ann", 9));
    receive(sender, receiver, 1);

    assertThat(withdrawn).containsExactly(large("ann", 9));
    assertThat(delivered).containsExactly(cancel("ann"));
  }

  @Test
  void withdraw_smallBehindLarge_isTakenBack() {
    Link<RelayMessage> sender = sender(NARROW);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));
    sender.send(execute("ann", 10));
    sender.send(execute("ann", 11));

    List<RelayMessage> withdrawn = sender.withdraw(submitOf("ann", 10));
    receive(sender, receiver, 2);

    assertThat(withdrawn).containsExactly(execute("ann", 10));
    assertThat(delivered).containsExactly(large("ann", 9), execute("ann", 11));
  }

  @Test
  void withdraw_thenAnotherLarge_arrivesWhole() {
    Link<RelayMessage> sender = sender(NARROW);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));
    deliver(receiver, toReceiver.receiveMessage());
    sender.withdraw(submitOf("ann", 9));

    sender.send(large("ann", 10));
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(large("ann", 10));
  }

  @Test
  void receive_withdrawnAfterTheNextBegin_dropsTheOneOnly() {
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
    List<LinkMessage> messages =
        List.of(
            new LinkControl.Begin(1, new CallId("ann", 9), 1, head(9)),
            new LinkControl.Begin(2, new CallId("ann", 10), 1, head(10)),
            new LinkControl.Withdrawn(1),
            new LinkControl.Part(2, new LinkControl.Layout(1, 1), ByteBuffer.wrap(new byte[] {7})),
            new LinkControl.End(2, null));

    for (int place = 0; place < messages.size(); place++) {
      deliver(receiver, new LinkFrame(toSender.ref(), 1, place + 1, 0, 0, messages.get(place)));
    }

    assertThat(delivered).containsExactly(push("ann", 10, new EncodedValue(new byte[] {7})));
  }

  @Test
  void send_tooLongWithoutItsValues_goesInPartsThough() {
    Map<String, CodedValue> many = new LinkedHashMap<>();
    for (int i = 0; i < 20_000; i++) {
      many.put("name_" + i, new CodedValue(new EncodedValue(new byte[] {7}), "ann/1"));
    }
    RelayMessage body = submit("ann", 9, new Request.Push(many, false));
    Link<RelayMessage> sender = sender(WIDE);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);

    sender.send(body);
    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(body);
    assertThat(parts()).isNotEmpty();
  }

  @Test
  void send_thatCannotBeRead_isRefusedAndTheOthersArrive() {
    RelayMessage poison = submit("ann", 1, pushOf("x".repeat(UNREADABLE_NAME_CHARACTERS)));
    RelayMessage sound = submit("ann", 2, pushOf("a"));
    Link<RelayMessage> sender = sender(WIDE);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);

    sender.send(poison);
    sender.send(sound);
    exchangeUntilRefused(sender, receiver);

    assertThat(delivered).containsExactly(sound);
    assertThat(listener.refused).containsExactly(poison);
    assertThat(listener.reasons).singleElement().asString().contains("50000");
  }

  @Test
  void send_largeThatCannotBeRead_isRefusedAndTheOthersArrive() {
    String name = "x".repeat(UNREADABLE_NAME_CHARACTERS);
    var values = Map.of(name, CodedValue.of(random(PARTS * PART)));
    RelayMessage poison = submit("ann", 1, new Request.Push(values, false));
    Link<RelayMessage> sender = sender(WIDE);
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);

    sender.send(poison);
    sender.send(large("ann", 2));
    exchangeUntilRefused(sender, receiver);

    assertThat(delivered).containsExactly(large("ann", 2));
    assertThat(listener.refused).containsExactly(poison);
  }

  private static Request pushOf(String name) {
    return new Request.Push(Map.of(name, CodedValue.of(new EncodedValue(new byte[] {7}))), false);
  }

  /** Lets both ends speak until the sender knows of a refusal and a message has been delivered. */
  private void exchangeUntilRefused(Link<RelayMessage> sender, Link<RelayMessage> receiver) {
    Awaitility.await()
        .atMost(TestSystems.PATIENCE)
        .until(
            () -> {
              sender.tick();
              receiver.tick();
              next(toReceiver).ifPresent(frame -> deliver(receiver, frame));
              next(toSender).ifPresent(sender::receive);
              return !listener.refused.isEmpty() && !delivered.isEmpty();
            });
  }

  private static Optional<LinkFrame> next(TestProbe<LinkFrame> probe) {
    try {
      return Optional.of(probe.receiveMessage(Duration.ofMillis(20)));
    } catch (AssertionError none) {
      return Optional.empty();
    }
  }

  private static RelayMessage head(long call) {
    return push("ann", call, new EncodedValue(new byte[0]));
  }

  @Test
  void withdraw_allSentOrOtherCall_findsNothing() {
    Link<RelayMessage> sender = sender(WIDE);
    sender.send(large("ann", 9));
    sender.send(large("bob", 10));
    receive(sender, receiver(SharedMemory.OFF), 2);

    assertThat(sender.withdraw(submitOf("ann", 9))).isEmpty();
    assertThat(sender.withdraw(submitOf("ann", 10))).isEmpty();
  }

  @Test
  void send_moreLargeThanMayWait_throwsQueueFull() {
    Link<RelayMessage> sender = sender(new SendWindow.Limits(100, PART, 100, PARTS * PART));
    sender.send(large("ann", 9));

    assertThatThrownBy(() -> sender.send(large("ann", 10))).isInstanceOf(QueueFull.class);
  }

  @Test
  void send_sharedMemory_carriesTheParts(@TempDir Path folder) {
    var memory = new SharedMemory(folder.toString(), 4 * PART, Long.MAX_VALUE);
    Link<RelayMessage> sender = sender(NARROW, memory);
    Link<RelayMessage> receiver = receiver(memory);
    sender.send(large("ann", 9));
    sender.send(large("bob", 10));

    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(large("ann", 9), large("bob", 10));
    assertThat(sent).filteredOn(LinkControl.SharedPart.class::isInstance).hasSizeGreaterThan(PARTS);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void send_processSharesTheMost_carriesThePartsItself(@TempDir Path folder) {
    var memory = new SharedMemory(folder.toString(), 4 * PART, PART);
    Link<RelayMessage> sender = sender(NARROW, memory);
    Link<RelayMessage> receiver = receiver(memory);
    sender.send(large("ann", 9));

    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(large("ann", 9));
    assertThat(sent).filteredOn(LinkControl.SharedPart.class::isInstance).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void send_sharedMemoryFull_carriesTheRestItself(@TempDir Path folder) {
    var memory = new SharedMemory(folder.toString(), 2 * PART, Long.MAX_VALUE);
    Link<RelayMessage> sender = sender(WIDE, memory);
    Link<RelayMessage> receiver = receiver(memory);
    sender.send(large("ann", 9));
    receive(sender, receiver, 1);
    sent.clear();

    sender.send(large("bob", 10));
    receive(sender, receiver, 2);

    assertThat(delivered).containsExactly(large("ann", 9), large("bob", 10));
    assertThat(sent).filteredOn(LinkControl.SharedPart.class::isInstance).hasSize(2);
  }

  @Test
  void send_otherSideHasNoSharedMemory_carriesThePartsItself(@TempDir Path folder) {
    Link<RelayMessage> sender =
        sender(NARROW, new SharedMemory(folder.toString(), 4 * PART, Long.MAX_VALUE));
    Link<RelayMessage> receiver = receiver(SharedMemory.OFF);
    sender.send(large("ann", 9));

    receive(sender, receiver, 1);

    assertThat(delivered).containsExactly(large("ann", 9));
    assertThat(sent).noneMatch(LinkControl.SharedPart.class::isInstance);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void close_offerNotAnswered_leavesNoFile(@TempDir Path folder) {
    Link<RelayMessage> sender =
        sender(NARROW, new SharedMemory(folder.toString(), 4 * PART, Long.MAX_VALUE));
    sender.send(large("ann", 9));

    sender.close();

    assertThat(folder).isEmptyDirectory();
  }

  /** Lets the two ends talk until so many bodies have come out. */
  private void receive(Link<RelayMessage> sender, Link<RelayMessage> receiver, int bodies) {
    while (delivered.size() < bodies) {
      deliver(receiver, toReceiver.receiveMessage());
      receiver.tick();
      sender.receive(toSender.receiveMessage());
    }
  }

  private void deliver(Link<RelayMessage> receiver, LinkFrame frame) {
    LinkMessage body = frame.message();
    if (body != null) {
      sent.add(body);
    }
    delivered.addAll(receiver.receive(frame));
  }

  private List<LinkMessage> parts() {
    return sent.stream().filter(LinkControl.Part.class::isInstance).toList();
  }

  private Link<RelayMessage> sender(SendWindow.Limits limits) {
    return sender(limits, SharedMemory.OFF);
  }

  private Link<RelayMessage> sender(SendWindow.Limits limits, SharedMemory memory) {
    return link(here, toSender.ref(), seenFromHere(), limits, memory, TestSystems.NEVER);
  }

  private Link<RelayMessage> receiver(SharedMemory memory) {
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

  private Link<RelayMessage> link(
      ActorTestKit node,
      ActorRef<LinkFrame> self,
      ActorRef<LinkFrame> peer,
      SendWindow.Limits limits,
      SharedMemory memory,
      Duration resendAfter) {
    var settings =
        new LinkSettings(
            limits,
            PART,
            Duration.ofMillis(20),
            resendAfter,
            memory,
            Long.MAX_VALUE,
            Long.MAX_VALUE);
    return new Link<>(
        new Link.Ends(self, peer, 1),
        RelayMessage.class,
        settings,
        SerializationExtension.get(node.system()),
        listener);
  }

  private void onMoved(CallId call, long bytes, long more) {
    moved += bytes;
    announced += more;
  }

  private static Predicate<RelayMessage> submitOf(String client, long number) {
    var call = new CallId(client, number);
    return message -> message instanceof RelayMessage.Submit submit && submit.call().equals(call);
  }

  private static RelayMessage large(String client, long call) {
    return push(client, call, random(PARTS * PART));
  }

  private static RelayMessage push(String client, long call, EncodedValue value) {
    return submit(client, call, new Request.Push(Map.of("a", CodedValue.of(value)), false));
  }

  private static RelayMessage.Submit submit(String client, long call, Request request) {
    var target = new RelayMessage.Target(0, new EngineLife(new EngineId(3), "life"), 0);
    return new RelayMessage.Submit(
        new CallId(client, call), List.of(target), request, false, false);
  }

  private static RelayMessage.Submit execute(String client, long call) {
    return submit(client, call, new Request.Execute("a = 5"));
  }

  private static RelayMessage cancel(String client) {
    return new RelayMessage.Cancel(new CallId(client, 1), null);
  }

  private static EncodedValue random(int bytes) {
    byte[] content = new byte[bytes];
    new Random(bytes).nextBytes(content);
    return new EncodedValue(content);
  }
}
