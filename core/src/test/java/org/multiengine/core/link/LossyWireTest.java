package org.multiengine.core.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.link.ReceiveWindow.Verdict;
import org.multiengine.core.link.SendWindow.Limits;
import org.multiengine.core.link.SendWindow.Numbered;

/**
 * Both windows over a wire that loses, repeats and reorders what it carries, in both directions.
 */
final class LossyWireTest {

  private static final int MESSAGES = 300;
  private static final int MOST_STEPS = 100_000;
  private static final Limits LIMITS = new Limits(8, 40, 20, 100);

  static IntStream seeds() {
    return IntStream.range(0, 50);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void link_lossyWire_deliversEachMessageOnceAndInOrder(int seed) {
    var link = new Link(new Random(seed));

    int steps = 0;
    while (!link.isDone() && steps < MOST_STEPS) {
      link.step();
      steps++;
      assertThat(link.sender.unacknowledged()).hasSizeLessThanOrEqualTo(LIMITS.inFlight());
    }

    assertThat(link.delivered).isEqualTo(IntStream.range(0, MESSAGES).boxed().toList());
    assertThat(link.sender.unacknowledged()).isEmpty();
  }

  private static final class Link {

    final SendWindow<Integer> sender = new SendWindow<>(LIMITS);
    final List<Integer> delivered = new ArrayList<>();
    private final ReceiveWindow receiver = new ReceiveWindow();
    private final Random random;
    private final Wire<Numbered<Integer>> wire;
    private final Wire<Long> acknowledgements;
    private int offered;

    Link(Random random) {
      this.random = random;
      this.wire = new Wire<>(random);
      this.acknowledgements = new Wire<>(random);
    }

    boolean isDone() {
      return offered == MESSAGES && delivered.size() == MESSAGES && sender.isIdle();
    }

    /** Does one of the things that may happen next. */
    void step() {
      switch (random.nextInt(10)) {
        case 0, 1 -> offer();
        case 2 -> sender.unacknowledged().forEach(wire::send);
        case 3, 4, 5, 6 -> receive();
        default -> acknowledge();
      }
      sender.takeSendable().forEach(wire::send);
    }

    private void offer() {
      if (offered == MESSAGES) {
        return;
      }
      try {
        sender.offer(TestMessage.small(offered, random.nextInt(60)));
        offered++;
      } catch (QueueFull tryLater) {
        assertThat(sender.isIdle()).isFalse();
      }
    }

    private void receive() {
      for (Numbered<Integer> message : wire.arrived()) {
        if (receiver.accept(message.sequence()) == Verdict.NEXT) {
          delivered.add(message.message());
        }
        acknowledgements.send(receiver.received());
      }
    }

    private void acknowledge() {
      acknowledgements.arrived().forEach(sender::acknowledge);
    }
  }

  private static final class Wire<T> {

    private final Random random;
    private final List<T> onTheWay = new ArrayList<>();

    Wire(Random random) {
      this.random = random;
    }

    void send(T message) {
      int copies = random.nextInt(10) < 3 ? 0 : 1 + random.nextInt(2);
      for (int i = 0; i < copies; i++) {
        boolean overtakes = random.nextInt(4) == 0;
        onTheWay.add(overtakes ? random.nextInt(onTheWay.size() + 1) : onTheWay.size(), message);
      }
    }

    List<T> arrived() {
      List<T> first = onTheWay.subList(0, random.nextInt(onTheWay.size() + 1));
      List<T> arrived = List.copyOf(first);
      first.clear();
      return arrived;
    }
  }
}
