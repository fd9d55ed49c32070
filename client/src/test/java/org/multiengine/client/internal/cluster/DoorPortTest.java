package org.multiengine.client.internal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.multiengine.client.internal.join.HostAddress;
import org.multiengine.client.join.PortRange;

final class DoorPortTest {

  private static HostAddress host(String advertise) {
    return HostAddress.of("127.0.0.1", advertise, PortRange.ANY, PortRange.ANY);
  }

  @Test
  void open_anyPort_acceptsConnectionsUntilItIsClosed() throws Exception {
    var door = DoorPort.open(host("a.test"), PortRange.ANY);
    int port = door.channel().socket().getLocalPort();

    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      assertThat(socket.isConnected()).isTrue();
    }
    door.close();

    assertThat(door.address()).isEqualTo("a.test:" + port);
    assertThat(door.channel().isOpen()).isFalse();
  }

  @Test
  void open_oneAddressOfThisMachine_listensOnThatOneAlone() throws Exception {
    try (var door = DoorPort.open(host("127.0.0.1"), PortRange.ANY)) {
      var bound = (InetSocketAddress) door.channel().getLocalAddress();

      assertThat(bound.getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void hostAndPort_addressOfVersion6_isInBrackets() {
    assertThat(DoorPort.hostAndPort("fd00::1", 4711)).isEqualTo("[fd00::1]:4711");
    assertThat(DoorPort.hostAndPort("[fd00::1]", 4711)).isEqualTo("[fd00::1]:4711");
    assertThat(DoorPort.hostAndPort("10.0.0.1", 4711)).isEqualTo("10.0.0.1:4711");
  }
}
