package org.multiengine.actors.internal.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Tests which certificates the two sides of a connection to a door accept. */
final class DoorTlsTest {

  private static final ClusterKeys.Validity VALIDITY =
      new ClusterKeys.Validity(Duration.ofDays(100), Duration.ofDays(9));

  private final ClusterKeys keys = ClusterKeys.inMemory(VALIDITY, List.of("10.0.0.1"));
  private final ClusterKeys others = ClusterKeys.inMemory(VALIDITY, List.of("10.0.0.1"));

  private static SSLEngine connect(DoorTls from, SSLEngine at) throws SSLException {
    SSLEngine engine = from.toDoor("10.0.0.1", 4711);
    Handshakes.run(engine, at);
    return engine;
  }

  private DoorTls of(NodeKind kind) {
    return new DoorTls(() -> keys.of(kind));
  }

  @Test
  void problemOfHost_hostAtItsAddress_isNone() throws SSLException {
    SSLEngine client = connect(of(NodeKind.CLIENT), of(NodeKind.HOST).atDoor());

    assertThat(DoorTls.problemOfHost(client.getSession(), "10.0.0.1")).isNull();
  }

  /** A client or an engine process that listens at the address of a host is not the host. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "HOST")
  void problemOfHost_certificateOfAnotherKind_isRefused(NodeKind impostor) throws SSLException {
    SSLEngine client = connect(of(NodeKind.CLIENT), of(impostor).atDoor());

    assertThat(DoorTls.problemOfHost(client.getSession(), "10.0.0.1"))
        .isEqualTo("it presented a certificate that is not one of a host of the cluster");
  }

  @Test
  void problemOfHost_hostOfAnotherAddress_isRefused() throws SSLException {
    SSLEngine client = connect(of(NodeKind.CLIENT), of(NodeKind.HOST).atDoor());

    assertThat(DoorTls.problemOfHost(client.getSession(), "10.0.0.9"))
        .isEqualTo("it presented the certificate of a host at another address");
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "ENGINE")
  void problemOfClient_clientOrHost_isNone(NodeKind caller) throws SSLException {
    SSLEngine door = of(NodeKind.HOST).atDoor();
    var unused = connect(of(caller), door);

    assertThat(DoorTls.problemOfClient(door.getSession())).isNull();
  }

  @Test
  void problemOfClient_engineProcess_isRefused() throws SSLException {
    SSLEngine door = of(NodeKind.HOST).atDoor();
    var unused = connect(of(NodeKind.ENGINE), door);

    assertThat(DoorTls.problemOfClient(door.getSession()))
        .isEqualTo("its certificate is not one of a client or a host");
  }

  @Test
  void handshake_certificateOfAnotherCluster_fails() {
    DoorTls stranger = new DoorTls(() -> others.of(NodeKind.HOST));

    assertThatThrownBy(() -> connect(stranger, of(NodeKind.HOST).atDoor()))
        .isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> connect(of(NodeKind.CLIENT), stranger.atDoor()))
        .isInstanceOf(SSLException.class);
  }
}
