package org.multiengine.magics.jupyter.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import org.junit.jupiter.api.Test;

final class OutboundQueueTest {

  private final OutboundQueue<String> queue = new OutboundQueue<>(10);

  @Test
  void poll_framesAdded_areInOrder() {
    queue.add("a", List.of(new byte[1]));
    queue.add("b", List.of(new byte[1]));

    assertThat(requireNonNull(queue.poll()).to()).isEqualTo("a");
    assertThat(requireNonNull(queue.poll()).to()).isEqualTo("b");
    assertThat(queue.poll()).isNull();
  }

  @Test
  void add_moreThanTheLimit_waits() {
    queue.add("a", List.of(new byte[11]));
    var adding = new Thread(() -> queue.add("b", List.of(new byte[1])));
    adding.start();
    await().until(() -> adding.getState() == Thread.State.WAITING);

    var unused = queue.poll();

    await().until(() -> !adding.isAlive());
    assertThat(requireNonNull(queue.poll()).to()).isEqualTo("b");
  }

  @Test
  void add_closed_isDropped() {
    queue.close();
    queue.add("a", List.of(new byte[1]));

    assertThat(queue.poll()).isNull();
  }

  @Test
  void take_closedWithFrames_returnsThemFirst() throws InterruptedException {
    queue.add("a", List.of(new byte[1]));
    queue.close();

    assertThat(requireNonNull(queue.take()).to()).isEqualTo("a");
    assertThat(queue.take()).isNull();
  }
}
