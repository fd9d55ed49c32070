package org.multiengine.actors.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.multiengine.core.clock.LogInterval;

final class RefusalLogTest {

  private long now = Long.MAX_VALUE;
  private final RefusalLog log = new RefusalLog(() -> now, "");

  private boolean refused() {
    return log.refused("no certificate");
  }

  @Test
  void refused_manyWithinTheInterval_areLoggedOnce() {
    assertThat(refused()).isTrue();

    now += LogInterval.MIN_INTERVAL.minus(Duration.ofMillis(1)).toNanos();

    assertThat(refused()).isFalse();
  }

  @Test
  void refused_afterTheInterval_isLoggedAgain() {
    assertThat(refused()).isTrue();

    now += LogInterval.MIN_INTERVAL.toNanos();

    assertThat(refused()).isTrue();
    assertThat(refused()).isFalse();
  }
}
