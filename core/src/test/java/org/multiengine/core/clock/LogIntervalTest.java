package org.multiengine.core.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LogIntervalTest {

  private long now = Long.MAX_VALUE;
  private final LogInterval interval = new LogInterval(() -> now);

  @Test
  void count_firstEvent_isLogged() {
    assertThat(interval.count()).isEqualTo(1);
  }

  @Test
  void count_eventsWithinTheInterval_areLoggedTogetherAfterIt() {
    interval.count();

    now += LogInterval.MIN_INTERVAL.minus(Duration.ofMillis(1)).toNanos();
    assertThat(interval.count()).isZero();
    assertThat(interval.count()).isZero();
    now += Duration.ofMillis(1).toNanos();

    assertThat(interval.count()).isEqualTo(3);
    assertThat(interval.count()).isZero();
  }
}
