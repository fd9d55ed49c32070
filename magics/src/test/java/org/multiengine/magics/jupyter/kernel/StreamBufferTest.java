package org.multiengine.magics.jupyter.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class StreamBufferTest {

  private final List<String> passed = new CopyOnWriteArrayList<>();
  private final StreamBuffer buffer = new StreamBuffer((name, text) -> passed.add(name + text));

  @Test
  void flush_textOfOneStream_isOnePiece() {
    buffer.append("out:", "a");
    buffer.append("out:", "b");
    buffer.flush();

    assertThat(passed).containsExactly("out:ab");
  }

  @Test
  void append_anotherStream_keepsTheOrder() {
    buffer.append("out:", "a");
    buffer.append("err:", "b");
    buffer.flush();

    assertThat(passed).containsExactly("out:a", "err:b");
  }

  @Test
  void append_muchText_isPassedOnAtOnce() {
    buffer.append("out:", "x".repeat(70_000));

    assertThat(passed).hasSize(1);
  }

  @Test
  void append_littleText_isPassedOnSoon() {
    buffer.append("out:", "a");

    await().untilAsserted(() -> assertThat(passed).containsExactly("out:a"));
  }
}
