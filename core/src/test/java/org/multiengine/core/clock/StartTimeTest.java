package org.multiengine.core.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class StartTimeTest {

  private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

  private Instant day = NOON;
  private long nanos = Long.MAX_VALUE - 5;
  private final Clocks clocks = new Clocks(() -> day, () -> nanos);

  @Test
  void elapsed_timeOfDayIsSetBack_isWhatHasPassed() {
    StartTime start = clocks.start();
    day = NOON.minusSeconds(3_600);
    nanos += 2_000;

    assertThat(start.elapsed()).isEqualTo(Duration.ofNanos(2_000));
  }

  @Test
  void end_timeOfDayIsSetBack_isAfterTheStart() {
    StartTime start = clocks.start();
    day = NOON.minusSeconds(3_600);
    nanos += 1_000;

    assertThat(start.at()).isEqualTo(NOON);
    assertThat(start.end()).isEqualTo(NOON.plusNanos(1_000));
  }

  @Test
  void system_start_doesNotGoBack() {
    StartTime start = Clocks.system().start();

    assertThat(start.elapsed()).isGreaterThanOrEqualTo(Duration.ZERO);
  }
}
