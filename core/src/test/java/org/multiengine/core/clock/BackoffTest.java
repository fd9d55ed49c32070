package org.multiengine.core.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private static Duration ms(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void after_moreAndMoreFailures_doublesUpToTheLimit() {
    var backoff = new Backoff(ms(10), ms(35));

    assertThat(IntStream.rangeClosed(1, 5).mapToObj(backoff::after))
        .containsExactly(ms(10), ms(20), ms(35), ms(35), ms(35));
  }

  @Test
  void after_veryManyFailures_isTheLimit() {
    assertThat(new Backoff(ms(1), Duration.ofDays(1)).after(Integer.MAX_VALUE))
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void after_limitBelowTheFirstWait_isTheLimit() {
    assertThat(new Backoff(ms(10), ms(5)).after(1)).isEqualTo(ms(5));
  }
}
