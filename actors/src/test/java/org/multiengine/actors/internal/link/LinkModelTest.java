package org.multiengine.actors.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.actor.testkit.typed.javadsl.TestInbox;
import akka.actor.typed.ActorRef;
import akka.serialization.SerializationExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.actors.TestSystems;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.NodeRoles;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.identity.CallId;
import org.multiengine.core.link.SendWindow;

/**
 * Compares links with a list: whatever the wire loses, repeats and delays, the payloads arrive once
 * and in order, and those that the receiver cannot take are refused once and in order.
 */
final class LinkModelTest {

  private static final int RUNS = 400;
  private static final int STEPS = 120;

  private static final ActorTestKit here = TestSystems.node(NodeRoles.CLIENT);

  private Random random = new Random();

  @AfterAll
  static void shutDown() {
    here.shutdownTestKit();
  }

  /** One end of a link, and the frames on their way to it. */
  private static final class End {

    final TestInbox<LinkFrame> inbox;
    final TestListener listener = new TestListener();
    final List<LinkFrame> wire = new ArrayList<>();
    final List<RelayMessage> delivered = new ArrayList<>();

    /** What this end has sent that its peer can take, and what it cannot. */
    final List<RelayMessage> sound = new ArrayList<>();

    final List<RelayMessage> poison = new ArrayList<>();
    final Link<RelayMessage> link;

    End(
        TestInbox<LinkFrame> inbox,
        ActorRef<LinkFrame> peer,
        Class<? extends RelayMessage> type,
        int credit,
        Duration resendAfter) {
      this.inbox = inbox;
      var limits = new SendWindow.Limits(credit, 1_000_000, 1_000, 1_000_000);
      var settings =
          new LinkSettings(
              limits,
              10_000,
              Duration.ofMillis(20),
              resendAfter,
              LinkSettings.SharedMemory.OFF,
              Long.MAX_VALUE,
              Long.MAX_VALUE);
      this.link =
          new Link<>(
              new Link.Ends(inbox.getRef(), peer, 1),
              cast(type),
              settings,
              SerializationExtension.get(here.system()),
              listener);
    }

    @SuppressWarnings("unchecked") // the links of this test carry what they are given
    private static Class<RelayMessage> cast(Class<? extends RelayMessage> type) {
      return (Class<RelayMessage>) type;
    }

    void collect() {
      wire.addAll(inbox.getAllReceived());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 100})
  void link_wireThatLosesAndRepeats_deliversOrRefusesEachOnceAndInOrder(int credit) {
    for (int seed = 0; seed < RUNS; seed++) {
      random = new Random(seed);
      run(credit);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 8, 100})
  void link_wireThatBreaksAndIsOpenedAgain_deliversOrRefusesEachOnceAndInOrder(int credit) {
    for (int seed = 0; seed < RUNS; seed++) {
      random = new Random(seed);
      runOverBreaks(credit);
    }
  }

  private void run(int credit) {
    TestInbox<LinkFrame> toLeft = TestInbox.create();
    TestInbox<LinkFrame> toRight = TestInbox.create();
    var left = end(toLeft, toRight, credit, Duration.ZERO);
    var right = end(toRight, toLeft, credit, Duration.ZERO);

    for (int step = 0; step < STEPS; step++) {
      step(left, right, step, this::disturb);
    }
    assertComplete(left, right);
  }

  /** Runs a link whose wire loses nothing while it is open; only its opening makes ends resend. */
  private void runOverBreaks(int credit) {
    TestInbox<LinkFrame> toLeft = TestInbox.create();
    TestInbox<LinkFrame> toRight = TestInbox.create();
    var left = end(toLeft, toRight, credit, TestSystems.NEVER);
    var right = end(toRight, toLeft, credit, TestSystems.NEVER);

    for (int step = 0; step < STEPS; step++) {
      step(left, right, step, this::deliverFirst);
      if (random.nextInt(10) == 0) {
        lose(left);
        lose(right);
        left.link.wireOpened();
        right.link.wireOpened();
      }
    }
    assertComplete(left, right);
  }

  private static End end(
      TestInbox<LinkFrame> inbox, TestInbox<LinkFrame> peer, int credit, Duration resendAfter) {
    return new End(inbox, peer.getRef(), RelayMessage.Cancel.class, credit, resendAfter);
  }

  private static void lose(End to) {
    to.collect();
    to.wire.clear();
  }

  private void deliverFirst(End to) {
    to.collect();
    if (!to.wire.isEmpty()) {
      to.delivered.addAll(to.link.receive(to.wire.remove(0)));
    }
  }

  private static void assertComplete(End left, End right) {
    for (int i = 0; i < STEPS * 4; i++) {
      left.link.tick();
      right.link.tick();
      deliverAll(right);
      deliverAll(left);
    }

    assertThat(right.delivered).isEqualTo(left.sound);
    assertThat(left.delivered).isEqualTo(right.sound);
    assertThat(left.listener.refused).isEqualTo(left.poison);
    assertThat(right.listener.refused).isEqualTo(right.poison);
    assertThat(left.link.isQuiet()).isTrue();
    assertThat(right.link.isQuiet()).isTrue();
  }

  private void step(End left, End right, int number, Consumer<End> move) {
    End end = random.nextBoolean() ? left : right;
    switch (random.nextInt(6)) {
      case 0 -> {
        var payload = new RelayMessage.Cancel(new CallId("ann", number), null);
        end.sound.add(payload);
        end.link.add(payload);
      }
      case 1 -> {
        var payload = new RelayMessage.Listen(new CallId("ann", number));
        end.poison.add(payload);
        end.link.send(payload);
      }
      case 2 -> end.link.flush();
      case 3 -> end.link.tick();
      default -> move.accept(end);
    }
  }

  /** Loses, repeats or delivers a frame on its way to an end. */
  private void disturb(End to) {
    to.collect();
    if (to.wire.isEmpty()) {
      return;
    }
    LinkFrame frame = to.wire.remove(random.nextInt(to.wire.size()));
    int fate = random.nextInt(4);
    if (fate > 0) {
      to.delivered.addAll(to.link.receive(frame));
    }
    if (fate == 1) {
      to.wire.add(frame);
    }
  }

  private static void deliverAll(End to) {
    to.collect();
    List<LinkFrame> frames = List.copyOf(to.wire);
    to.wire.clear();
    frames.forEach(frame -> to.delivered.addAll(to.link.receive(frame)));
  }
}
