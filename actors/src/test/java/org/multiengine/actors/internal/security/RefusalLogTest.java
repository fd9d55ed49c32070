package org.multiengine.actors.internal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class RefusalLogTest {

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final RefusalLog log = new RefusalLog(() -> now);

  private boolean refused() {
    return log.refused(new IllegalStateException("no certificate"));
  }

  @Test
  void refused_manyWithinTheInterval_areLoggedOnce() {
    assertThat(refused()).isTrue();

    now = now.plus(RefusalLog.MIN_LOG_INTERVAL).minus(Duration.ofMillis(1));

    assertThat(refused()).isFalse();
  }

  @Test
  void refused_afterTheInterval_isLoggedAgain() {
    assertThat(refused()).isTrue();

    now = now.plus(RefusalLog.MIN_LOG_INTERVAL);

    assertThat(refused()).isTrue();
    assertThat(refused()).isFalse();
  }
}
