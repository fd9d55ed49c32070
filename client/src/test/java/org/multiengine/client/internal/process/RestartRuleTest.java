package org.multiengine.client.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RestartRuleTest {

  private long nanos = Long.MAX_VALUE - 5; // a clock of nanoseconds may pass its largest number
  private final RestartRule rule = rule(4);

  private static RestartRule rule(int maxRestarts) {
    return new RestartRule(
        new RestartRule.Limits(
            Duration.ofNanos(10), Duration.ofNanos(35), maxRestarts, Duration.ofNanos(1_000)));
  }

  private Optional<Long> endedAfter(long passed) {
    nanos += passed;
    return rule.ended(nanos).map(Duration::toNanos);
  }

  @Test
  void ended_againAndAgain_waitsTwiceAsLongUpToALimit() {
    assertThat(endedAfter(1)).contains(10L);
    assertThat(endedAfter(1)).contains(20L);
    assertThat(endedAfter(1)).contains(35L);
    assertThat(endedAfter(1)).contains(35L);
  }

  @Test
  void ended_asOftenAsItMayBe_isNotStartedAgain() {
    for (int restart = 0; restart < 4; restart++) {
      assertThat(endedAfter(1)).isPresent();
    }

    assertThat(endedAfter(1)).isEmpty();
  }

  @Test
  void ended_earlierRestartsAreLongPast_beginsAnew() {
    for (int restart = 0; restart < 4; restart++) {
      endedAfter(0);
    }

    assertThat(endedAfter(999)).isEmpty();
    assertThat(endedAfter(1)).contains(10L);
  }

  @Test
  void ended_noRestartsAllowed_isNotStartedAgain() {
    assertThat(rule(0).ended(nanos)).isEmpty();
  }

  @Test
  void whyNot_always_namesTheLimitAndWhatToDo() {
    assertThat(rule.whyNot())
        .contains("limit of 4 restarts in 0 s reached (multiengine.host.restart)")
        .contains("multiengine engine add -n 1");
  }
}
