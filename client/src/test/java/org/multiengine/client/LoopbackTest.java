package org.multiengine.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LoopbackTest {

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "127.255.255.254"})
  void require_loopback_isTaken(String address) {
    assertThat(Loopback.require(address)).isEqualTo(address);
  }

  @Test
  void require_name_isResolved() {
    assertThat(Loopback.require("localhost")).startsWith("127.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "::1", ""})
  void require_other_isRefusedWithTheReason(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Loopback.require(address))
        .withMessageContaining("connections are not secured yet");
  }
}
