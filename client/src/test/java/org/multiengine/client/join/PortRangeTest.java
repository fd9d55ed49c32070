package org.multiengine.client.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PortRangeTest {

  @ParameterizedTest
  @ValueSource(strings = {"0", "25520", "25520-25529", "1-65535"})
  void parse_ports_areWrittenTheSame(String text) {
    assertThat(PortRange.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "65536", "5-4", "0-5", "a", "1-", "1-2-3", "999999"})
  void parse_somethingElse_isRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PortRange.parse(text))
        .withMessageContaining("port");
  }
}
