package org.multiengine.core.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FailureOrderModelTest {

  private static final int STEPS = 3_000;

  /** A queue of 4 requests is full at times, which is a failure as well. */
  @ParameterizedTest
  @CsvSource({"1, 100", "2, 100", "3, 100", "4, 4", "5, 4", "6, 4"})
  void pipelines_randomFailures_dropExactlyWhatWasSentBeforeTheFailureWasKnown(
      long seed, int maxRequests) {
    var pipelines = new ModelPipelines(seed, maxRequests);

    for (int step = 0; step < STEPS; step++) {
      pipelines.step();
    }
    pipelines.finish();

    assertThat(pipelines.dropped()).isPositive();
    assertThat(pipelines.droppedOnTheirWay()).isPositive();
  }
}
