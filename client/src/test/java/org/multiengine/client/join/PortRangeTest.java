package org.multiengine.client.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.multiengine.core.error.KernelError;

final class PortRangeTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

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

  @Test
  void free_any_leavesItToTheSystem() {
    assertThat(PortRange.ANY.free(LOOPBACK, port -> true)).isZero();
  }

  @Test
  void free_firstIsInUse_takesTheNext() throws Exception {
    try (ServerSocket used = new ServerSocket(0, 1, LOOPBACK)) {
      int port = used.getLocalPort();

      int free = new PortRange(port, Math.min(port + 20, 65_535)).free(LOOPBACK, p -> false);

      assertThat(free).isGreaterThan(port);
    }
  }

  @Test
  void free_allAreTaken_namesThem() {
    assertThatThrownBy(() -> new PortRange(25_520, 25_521).free(LOOPBACK, port -> true))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("all ports from 25520 to 25521 of 127.0.0.1 are in use");
  }
}
