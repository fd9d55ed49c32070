package org.multiengine.client.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ThisMachineTest {

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true",
    "127.0.0.2, true",
    "localhost, true",
    "192.0.2.1, false",
    "no-such-host.invalid, false"
  })
  void has_address_isTrueForThoseOfThisMachine(String host, boolean here) {
    assertThat(ThisMachine.has(host)).isEqualTo(here);
  }
}
