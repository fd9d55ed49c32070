package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ProcessProgressTest {

  private static final Duration STUCK_AFTER = Duration.ofSeconds(5);

  private final ProcessProgress progress = new ProcessProgress(STUCK_AFTER, 0);

  private static long at(double seconds) {
    return (long) (seconds * 1e9);
  }

  private static Duration cpu(long millis) {
    return Duration.ofMillis(millis);
  }

  @Test
  void stuckFor_usesALittleProcessorTime_isNeverStuck() {
    for (int second = 1; second < 1_000; second++) {
      assertThat(progress.stuckFor(cpu(10L * second), at(second))).isEmpty();
    }
  }

  @Test
  void stuckFor_usesNone_isStuckAfterTheLimit() {
    assertThat(progress.stuckFor(cpu(70), at(1))).isEmpty();
    assertThat(progress.stuckFor(cpu(70), at(5))).isEmpty();

    assertThat(progress.stuckFor(cpu(70), at(5.5))).contains(Duration.ofMillis(5_500));
  }

  @Test
  void stuckFor_usesSomeAgain_isNoLongerStuck() {
    progress.stuckFor(cpu(70), at(1));
    assertThat(progress.stuckFor(cpu(70), at(20))).isPresent();

    assertThat(progress.stuckFor(cpu(80), at(21))).isEmpty();
    assertThat(progress.stuckFor(cpu(80), at(25))).isEmpty();
    assertThat(progress.stuckFor(cpu(80), at(27))).isPresent();
  }

  @Test
  void stuckFor_firstLookLate_isMeasuredFromThere() {
    assertThat(new ProcessProgress(STUCK_AFTER, at(100)).stuckFor(cpu(70), at(104))).isEmpty();
  }
}
