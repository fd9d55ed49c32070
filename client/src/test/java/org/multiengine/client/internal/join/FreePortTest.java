package org.multiengine.client.internal.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import org.junit.jupiter.api.Test;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;

final class FreePortTest {

  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @Test
  void find_any_leavesItToTheSystem() {
    assertThat(FreePort.find(PortRange.ANY, LOOPBACK, port -> true)).isZero();
  }

  @Test
  void find_firstIsInUse_takesTheNext() throws Exception {
    try (ServerSocket used = new ServerSocket(0, 1, LOOPBACK)) {
      int port = used.getLocalPort();

      var range = new PortRange(port, Math.min(port + 20, 65_535));
      int free = FreePort.find(range, LOOPBACK, p -> false);

      assertThat(free).isGreaterThan(port);
    }
  }

  @Test
  void listen_firstIsInUse_takesTheNext() throws Exception {
    try (ServerSocketChannel used = FreePort.listen(PortRange.ANY, LOOPBACK)) {
      int port = used.socket().getLocalPort();

      try (var next = FreePort.listen(new PortRange(port, Math.min(port + 20, 65_535)), LOOPBACK)) {
        assertThat(next.socket().getLocalPort()).isGreaterThan(port);
      }
    }
  }

  @Test
  void listen_allAreInUse_namesThem() throws Exception {
    try (ServerSocketChannel used = FreePort.listen(PortRange.ANY, LOOPBACK)) {
      int port = used.socket().getLocalPort();

      assertThatThrownBy(() -> FreePort.listen(new PortRange(port, port), LOOPBACK))
          .isInstanceOf(KernelError.class)
          .hasMessageContaining("port " + port + " of 127.0.0.1 is in use");
    }
  }

  @Test
  void find_allAreTaken_namesThem() {
    assertThatThrownBy(() -> FreePort.find(new PortRange(25_520, 25_521), LOOPBACK, port -> true))
        .isInstanceOf(KernelError.class)
        .hasMessageContaining("all ports from 25520 to 25521 of 127.0.0.1 are in use");
  }
}
