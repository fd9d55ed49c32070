package org.multiengine.actors.internal.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;

final class ClusterTlsTest {

  private static final ClusterKeys.Validity VALIDITY =
      new ClusterKeys.Validity(Duration.ofDays(100), Duration.ofDays(9));

  private final ClusterKeys keys = ClusterKeys.inMemory(VALIDITY, List.of("10.0.0.1"));
  private final ClusterKeys others = ClusterKeys.inMemory(VALIDITY, List.of("10.0.0.1"));
  private final ClusterTls host = new ClusterTls(() -> keys.of(NodeKind.HOST), Set.of());
  private final ClusterTls engine = new ClusterTls(() -> keys.of(NodeKind.ENGINE), Set.of());
  private final ClusterTls client = new ClusterTls(() -> keys.of(NodeKind.CLIENT), Set.of());

  private static SSLSession connect(ClusterTls from, ClusterTls to) throws SSLException {
    return handshake(from.createClientSSLEngine("10.0.0.1", 4711), to);
  }

  private static SSLSession handshake(SSLEngine from, ClusterTls to) throws SSLException {
    SSLEngine at = accept(from, to);
    assertThat(to.verifyServerSession("10.0.0.1", at.getSession()).isEmpty()).isTrue();
    return from.getSession();
  }

  /** Runs the handshake of a connection; returns the end at which it arrives. */
  private static SSLEngine accept(SSLEngine from, ClusterTls to) throws SSLException {
    SSLEngine at = to.createServerSSLEngine("10.0.0.1", 4711);
    Handshakes.run(from, at);
    return at;
  }

  @Test
  void handshake_twoNodesOfACluster_useTls13() throws SSLException {
    SSLSession session = connect(engine, host);

    assertThat(session.getProtocol()).isEqualTo("TLSv1.3");
    assertThat(engine.verifyClientSession("10.0.0.1", session).isEmpty()).isTrue();
    assertThat(engine.peers().kindOf("10.0.0.1:4711")).contains(NodeKind.HOST);
  }

  @Test
  void verify_hostAtAnotherAddress_isRefused() throws SSLException {
    SSLSession session = connect(engine, host);

    assertThat(engine.verifyClientSession("10.0.0.9", session).get())
        .hasMessage("the node at 10.0.0.9 presented a certificate for another address");
    assertThat(engine.peers().kindOf("10.0.0.9:4711")).isEmpty();
  }

  @Test
  void verify_clientThatConnects_isRefused() throws SSLException {
    SSLEngine at = accept(client.createClientSSLEngine("10.0.0.1", 4711), host);

    assertThat(host.verifyServerSession("10.0.0.1", at.getSession()).get())
        .hasMessageStartingWith("a node that connected presented the certificate of a client")
        .hasMessageEndingWith("but cannot be a node");
  }

  @Test
  void verify_clientThatIsConnectedTo_isRefused() throws SSLException {
    SSLSession session = connect(host, client);

    assertThat(host.verifyClientSession("10.0.0.9", session).get())
        .hasMessageStartingWith("the node at 10.0.0.9 presented the certificate of a client");
    assertThat(host.peers().kindOf("10.0.0.9:4711")).isEmpty();
  }

  @Test
  void verify_engineProcessAtTheAddressOfAHost_isRefused() throws SSLException {
    var careful = new ClusterTls(() -> keys.of(NodeKind.ENGINE), Set.of("10.0.0.1:4711"));
    SSLSession impostor = connect(careful, engine);
    SSLSession real = connect(careful, host);

    assertThat(careful.verifyClientSession("10.0.0.1", impostor).get())
        .hasMessageContaining("is to be a host of the cluster")
        .hasMessageContaining("ENGINE");
    assertThat(careful.peers().kindOf("10.0.0.1:4711")).isEmpty();
    assertThat(careful.verifyClientSession("10.0.0.1", real).isEmpty()).isTrue();
  }

  @Test
  void handshake_certificateOfAnotherCluster_fails() {
    var stranger = new ClusterTls(() -> others.of(NodeKind.HOST), Set.of());

    assertThatThrownBy(() -> connect(stranger, host)).isInstanceOf(SSLException.class);
    assertThatThrownBy(() -> connect(host, stranger)).isInstanceOf(SSLException.class);
  }

  @Test
  void handshake_withoutACertificate_fails() throws Exception {
    var authority = Pem.certificate(keys.of(NodeKind.CLIENT).authority());
    SSLContext context = SSLContext.getInstance(ClusterTls.PROTOCOL);
    context.init(null, Credentials.authorities(authority).getTrustManagers(), null);
    SSLEngine anonymous = context.createSSLEngine("10.0.0.1", 4711);
    anonymous.setUseClientMode(true);

    assertThatThrownBy(() -> handshake(anonymous, host)).isInstanceOf(SSLException.class);
  }

  @Test
  void handshake_olderProtocol_fails() throws SSLException {
    SSLEngine old = engine.createClientSSLEngine("10.0.0.1", 4711);
    old.setEnabledProtocols(new String[] {"TLSv1.2"});

    assertThatThrownBy(() -> handshake(old, host)).isInstanceOf(SSLException.class);
  }

  @Test
  void credentials_renewed_areShownFromTheNextConnectionOn() throws SSLException {
    var now = new AtomicReference<>(keys.of(NodeKind.HOST));
    var renewing = new ClusterTls(now::get, Set.of());
    connect(engine, renewing);

    now.set(others.of(NodeKind.HOST));

    assertThatThrownBy(() -> connect(engine, renewing)).isInstanceOf(SSLException.class);
  }
}
