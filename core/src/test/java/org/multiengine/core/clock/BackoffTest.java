package org.multiengine.core.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void after_otherFactor_growsByIt() {
    var backoff = new Backoff(ms(10), 3, ms(100));

    assertThat(IntStream.rangeClosed(1, 4).mapToObj(backoff::after))
        .containsExactly(ms(10), ms(30), ms(90), ms(100));
  }

  @Test
  void after_none_isZero() {
    assertThat(Backoff.none().after(7)).isEqualTo(Duration.ZERO);
  }

  @Test
  void jittered_anyRandomNumber_isWithinAQuarter() {
    var backoff = new Backoff(ms(100), ms(100));

    assertThat(backoff.jittered(1, 0)).isEqualTo(ms(75));
    assertThat(backoff.jittered(1, 0.5)).isEqualTo(ms(100));
    assertThat(backoff.jittered(1, 1)).isEqualTo(ms(125));
  }

  @Test
  void factor_belowOne_isRefused() {
    assertThatThrownBy(() -> new Backoff(ms(1), 0.5, ms(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
