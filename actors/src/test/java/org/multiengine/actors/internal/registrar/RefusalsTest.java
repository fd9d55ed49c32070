package org.multiengine.actors.internal.registrar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RefusalsTest {

  private long nanos = Long.MAX_VALUE - 5;
  private final Refusals refusals = new Refusals("this actor", () -> nanos);

  @Test
  void refused_oftenInAMinute_isLoggedOnce() {
    assertThat(refusals.refused("one", null)).isTrue();
    assertThat(refusals.refused("two", null)).isFalse();
    nanos += Refusals.MIN_LOG_INTERVAL.toNanos() - 1;
    assertThat(refusals.refused("three", null)).isFalse();
  }

  @Test
  void refused_afterAMinute_isLoggedAgain() {
    refusals.refused("one", null);

    nanos += Refusals.MIN_LOG_INTERVAL.toNanos();

    assertThat(refusals.refused("two", null)).isTrue();
  }
}
