package org.multiengine.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ServiceTimesTest {

  private final ServiceTimes times = new ServiceTimes(2);

  @Test
  void expected_newerTimes_weighMore() {
    times.add("a", 800);
    times.add("a", 1_600);

    assertThat(times.expected("a")).hasValue(900);
    assertThat(times.expected("b")).isEmpty();
    assertThat(times.expectedOr("b", 7)).isEqualTo(7);
  }

  @Test
  void high_lastTimes_isTheTimeOfNineInTen() {
    for (int nanos = 1; nanos <= 10; nanos++) {
      times.add("a", nanos);
    }

    assertThat(times.high("a", 10)).hasValue(9);
    assertThat(times.high("a", 11)).isEmpty();
  }

  @Test
  void add_tooManyKinds_forgetsTheOneUnusedForLongest() {
    times.add("a", 1);
    times.add("b", 1);
    times.expected("a");
    times.add("c", 1);

    assertThat(times.expected("a")).isPresent();
    assertThat(times.expected("b")).isEmpty();
  }
}
