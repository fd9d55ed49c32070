package org.multiengine.actors.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class EnginePeerJudgeTest {

  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // it may pass its limit
  private final EnginePeerJudge judge = new EnginePeerJudge("down"::equals, clock::get);

  private void passAlmostAll() {
    clock.addAndGet(EnginePeerJudge.MAX_SILENCE.toNanos() - 1);
  }

  @Test
  void isAvailable_oneNodeIsSilentAndAnotherNot_isHoweverLong() {
    for (int i = 0; i < 100; i++) {
      passAlmostAll();
      assertThat(judge.isAvailable("other", true)).isTrue();
      assertThat(judge.isAvailable("silent", false)).isTrue();
    }
  }

  @Test
  void isAvailable_allNodesAreSilentForLong_isNot() {
    passAlmostAll();
    assertThat(judge.isAvailable("host", false)).isTrue();

    clock.incrementAndGet();

    assertThat(judge.isAvailable("host", false)).isFalse();
  }

  @Test
  void isAvailable_silentNodeThatWasDeclaredDown_isNot() {
    assertThat(judge.isAvailable("down", false)).isFalse();
  }
}
