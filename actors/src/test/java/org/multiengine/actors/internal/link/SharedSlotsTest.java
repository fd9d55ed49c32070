package org.multiengine.actors.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SharedSlotsTest {

  @ParameterizedTest
  @CsvSource({
    "0, 1024, 0",
    "1023, 1024, 0",
    "1024, 1024, 1",
    "2147483647, 524288, 4095",
    "2147483648, 524288, 4095",
    "1099511627776, 524288, 4095",
    "9223372036854775807, 2147483647, 1",
    "1099511627776, 1, 32767"
  })
  void slotsIn_anyAmount_fitsInOneMapping(long bytes, int slotBytes, int slots) {
    assertThat(SharedSlots.slotsIn(bytes, slotBytes)).isEqualTo(slots);
    assertThat((long) slots * slotBytes).isLessThanOrEqualTo(Integer.MAX_VALUE);
  }
}
