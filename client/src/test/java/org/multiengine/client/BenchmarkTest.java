package org.multiengine.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class BenchmarkTest {

  @Test
  void toString_isTheDictionaryOfIPython() {
    assertThat(new Benchmark(0.4126, 1, 98.25, 1234.5))
        .hasToString(
            "{'single_engine_latency': (0.413, 'msec'), 'all_engine_latency': (1.000, 'msec'),"
                + " 'all_engine_push': (98.250, 'MB/sec'),"
                + " 'single_engine_push': (1234.500, 'MB/sec')}");
  }
}
