package org.multiengine.core.task.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BurstBoundTest {

  private final BurstBound bound = new BurstBound(InboxSettings.defaults());

  @Test
  void isTaskNext_noDirectCallWaits_isTrue() {
    assertThat(bound.isTaskNext(false, 0)).isTrue();
  }

  @Test
  void isTaskNext_directCallsWait_oneTaskPassesAfterManyOfThem() {
    for (int i = 0; i < 99; i++) {
      bound.directBegins(0);
    }
    assertThat(bound.isTaskNext(true, 0)).isFalse();
    bound.directBegins(0);
    assertThat(bound.isTaskNext(true, 0)).isTrue();

    bound.reset();

    assertThat(bound.isTaskNext(true, 0)).isFalse();
  }

  @Test
  void isTaskNext_directCallsForLong_oneTaskPasses() {
    bound.directBegins(0);
    long second = Duration.ofSeconds(1).toNanos();

    assertThat(bound.isTaskNext(true, second - 1)).isFalse();
    assertThat(bound.isTaskNext(true, second)).isTrue();
  }
}
