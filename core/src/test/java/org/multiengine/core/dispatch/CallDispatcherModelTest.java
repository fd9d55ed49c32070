package org.multiengine.core.dispatch;

import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CallDispatcherModelTest {

  private static final int STEPS = 2_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void dispatcher_randomUse_endsEachPartOnceWithinTheLimits(long seed) {
    var cluster = new ModelCluster(seed);

    assertThatCode(
            () -> {
              for (int step = 0; step < STEPS; step++) {
                cluster.step();
              }
              cluster.finish();
            })
        .doesNotThrowAnyException();
  }
}
