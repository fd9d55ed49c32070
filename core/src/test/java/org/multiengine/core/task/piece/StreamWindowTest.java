package org.multiengine.core.task.piece;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StreamWindowTest {

  private final StreamWindow window = new StreamWindow(4, 1_000, 6);

  @Test
  void room_slowConsumer_fallsToZeroAndReturns() {
    assertThat(window.room()).isEqualTo(4);
    window.sent(4, 4);
    assertThat(window.room()).isZero();
    window.arrived(4, 4);
    assertThat(window.room()).isEqualTo(2);
    window.sent(2, 2);
    window.arrived(2, 2);
    assertThat(window.room()).isZero();

    window.delivered(1);

    assertThat(window.room()).isEqualTo(1);
    assertThat(window.isEmpty()).isFalse();
  }

  @Test
  void room_manyBytes_waitsForTheAnswer() {
    window.sent(1, 5_000);
    assertThat(window.room()).isZero();

    window.arrived(1, 5_000);

    assertThat(window.room()).isEqualTo(4);
  }
}
