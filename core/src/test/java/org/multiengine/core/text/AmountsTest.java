package org.multiengine.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AmountsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "10188, 9.9 KiB",
    "10189, 10 KiB",
    "1048063, 1023 KiB",
    "1048064, 1.0 MiB",
    "35651584, 34 MiB",
    "1610612736, 1.5 GiB",
    "9223372036854775807, 8.0 EiB"
  })
  void bytes_anyAmount_isInTheLargestUnitThatFits(long bytes, String expected) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0 ms",
    "PT0S, 0 ms",
    "PT0.999S, 999 ms",
    "PT1.9S, 1 s",
    "PT59S, 59 s",
    "PT1M, 1 min 0 s",
    "PT59M59S, 59 min 59 s",
    "PT2H3M50S, 2 h 3 min",
    "PT49H, 2 d 1 h"
  })
  void time_anyLength_isInItsTwoLargestUnits(Duration time, String expected) {
    assertThat(Amounts.time(time)).isEqualTo(expected);
  }
}
