package org.multiengine.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.multiengine.core.net.End.bytes;
import static org.multiengine.core.net.End.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Handshakes and certificates. In each test another connection stays open and unaffected. */
final class TlsTest {

  private static final SSLContext MEMBER = Certificates.context("member.p12");
  private static final SSLContext STRANGER = Certificates.context("stranger.p12");

  private final Kinds kinds = new Kinds.Tls();
  private final End left = new End();
  private final End right = new End();
  private final End bystander = new End();
  private InetSocketAddress address;
  private Connection other;

  @BeforeEach
  void listen() throws Exception {
    other = kinds.connect(new End(), bystander);
    address = kinds.listen(() -> Certificates.server(MEMBER), right);
  }

  @AfterEach
  void close() throws Exception {
    assertOtherGoesOn();
    kinds.close();
  }

  private void assertOtherGoesOn() throws InterruptedException {
    other.send(frame(9, 9));
    assertThat(bystander.next()).isEqualTo(bytes(9, 9));
  }

  private Connection connect(SSLEngine engine) throws IOException {
    return kinds.here.connect(address, engine, Kinds.PATIENCE, left);
  }

  @Test
  void session_eachEnd_hasTheOthersCertificate() throws Exception {
    Connection connection = connect(Certificates.client(MEMBER));

    assertThat(name(connection)).isEqualTo("CN=member");
    assertThat(name(right.connection())).isEqualTo("CN=member");
    assertThat(session(connection).getProtocol()).isEqualTo("TLSv1.3");
    assertThat(connection.isUnix()).isFalse();
  }

  private static String name(Connection connection) throws SSLException {
    return session(connection).getPeerPrincipal().getName();
  }

  private static SSLSession session(Connection connection) {
    return Objects.requireNonNull(connection.session());
  }

  @Test
  void session_resumed_hasTheOthersCertificate() throws Exception {
    for (int time = 0; time < 3; time++) {
      End end = new End();
      InetSocketAddress same = time == 0 ? address : kinds.listen(this::server, end);
      SSLEngine engine = MEMBER.createSSLEngine("peer", 1); // the key of the client's sessions
      engine.setUseClientMode(true);
      Connection connection = kinds.here.connect(same, engine, Kinds.PATIENCE, left);
      connection.send(frame(1, 1));

      End accepted = time == 0 ? right : end;
      assertThat(accepted.next()).isEqualTo(bytes(1, 1));
      assertThat(name(accepted.connection())).isEqualTo("CN=member");
    }
  }

  private SSLEngine server() {
    return Certificates.server(MEMBER);
  }

  @Test
  void peer_eachEnd_isAnAddress() throws Exception {
    Connection connection = connect(Certificates.client(MEMBER));

    assertThat(connection.peer()).isEqualTo("127.0.0.1:" + address.getPort());
    assertThat(right.connection().peer()).startsWith("127.0.0.1:");
  }

  @Test
  void connect_clientIsNotTrusted_isRefused() {
    assertThatThrownBy(() -> connect(Certificates.client(STRANGER)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot connect to 127.0.0.1:" + address.getPort() + ": ")
        .hasMessageContaining("the other end refuses the certificate of this end");
    assertThat(right.accepted).isNotDone();
  }

  @Test
  void connect_serverIsNotTrusted_isRefused() throws Exception {
    address = kinds.listen(() -> Certificates.server(STRANGER), right);

    assertThatThrownBy(() -> connect(Certificates.client(MEMBER)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot connect to 127.0.0.1:" + address.getPort() + ": ")
        .hasMessageContaining("this end refuses the certificate of the other end: ");
    assertThat(right.accepted).isNotDone();
  }

  @Test
  void connect_noCertificate_isRefused() {
    assertThatThrownBy(() -> connect(Certificates.client(Certificates.anonymous())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the other end refuses the certificate of this end, or wants one");
    assertThat(right.accepted).isNotDone();
  }

  @Test
  void connect_olderTls_isRefused() throws Exception {
    try (var socket = (SSLSocket) MEMBER.getSocketFactory().createSocket()) {
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.connect(address);

      assertThatThrownBy(socket::startHandshake)
          .isInstanceOf(SSLException.class)
          .hasMessageContaining("protocol_version");
    }
    assertThat(right.accepted).isNotDone();
  }

  @Test
  void connect_serverWithoutTls_isRefused() throws Exception {
    address = kinds.listen(null, right);

    assertThatThrownBy(() -> connect(Certificates.client(MEMBER)))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("cannot connect to 127.0.0.1:" + address.getPort() + ": ");
  }

  @Test
  void accept_plainFrames_closesTheConnection() throws Exception {
    ByteBuffer plain = ByteBuffer.allocate(104).putInt(100).clear();

    assertRefused(plain);
  }

  @Test
  void accept_garbage_closesTheConnection() throws Exception {
    byte[] garbage = new byte[5000];
    new Random(1).nextBytes(garbage);

    assertRefused(ByteBuffer.wrap(garbage));
  }

  @Test
  void accept_anotherProtocol_closesTheConnection() throws Exception {
    assertRefused(StandardCharsets.US_ASCII.encode("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
  }

  private void assertRefused(ByteBuffer bytes) throws IOException {
    try (RawPeer peer = RawPeer.of(SocketChannel.open(address))) {
      peer.send(bytes);
      peer.receiveAll(); // an alert at most
    } catch (IOException e) {
      // it was closed before all was read
    }
    assertThat(right.accepted).isNotDone();
  }

  @Test
  void received_garbageAfterTheHandshake_endsTheConnection() throws Exception {
    try (var proxy = new Proxy(address)) {
      Connection connection =
          kinds.here.connect(proxy.address(), Certificates.client(MEMBER), Kinds.PATIENCE, left);
      connection.send(frame(1, 10));
      assertThat(right.next()).isEqualTo(bytes(1, 10));

      proxy.insert(new byte[] {23, 3, 3, 0, 32, 1, 2, 3, 4, 5, 6, 7, 8});
      proxy.insert(new byte[24]);

      assertThat(right.reason()).startsWith("TLS failed: ");
      left.reason();
    }
  }

  @Test
  void close_thisEnd_sendsTheNoticeOfTls() throws Exception {
    try (RawPeer peer = RawPeer.ofTls(MEMBER, address)) {
      peer.send(ByteBuffer.allocate(0));
      assertThat(peer.receive()).isEmpty(); // the server's greeting

      right.connection().close();

      assertThat(peer.receiveAll()).isEmpty(); // throws if the stream is cut off
    }
  }

  @Test
  void close_otherEndByTheNoticeOfTls_isNotified() throws Exception {
    try (RawPeer peer = RawPeer.ofTls(MEMBER, address)) {
      assertThat(peer.receive()).isEmpty();
    }

    assertThat(right.reason()).isEqualTo("the other end has closed the connection");
  }

  @Test
  void accept_tooManyHandshakes_closesFurtherOnes() throws Exception {
    listenForOneHandshake(this::server, right);
    RawPeer half = RawPeer.of(SocketChannel.open(address));
    try (RawPeer refused = RawPeer.of(SocketChannel.open(address))) {
      assertThat(refused.receiveAll()).isEmpty();
    }

    half.close();
    kinds.awaitRounds();

    connect(Certificates.client(MEMBER)).send(frame(1, 10));
    assertThat(right.next()).isEqualTo(bytes(1, 10));
  }

  @Test
  void accept_acceptorHasFailed_countsNoHandshakeLess() throws Exception {
    listenForOneHandshake(
        this::server,
        connection -> {
          throw new IllegalStateException("not wanted");
        });
    for (int time = 0; time < 3; time++) {
      try (RawPeer peer = RawPeer.ofTls(MEMBER, address)) {
        assertThat(peer.receiveAll()).isEmpty();
      }
    }
    kinds.awaitRounds();

    try (RawPeer half = RawPeer.of(SocketChannel.open(address));
        RawPeer refused = RawPeer.of(SocketChannel.open(address))) {
      var all = CompletableFuture.supplyAsync(() -> receiveAll(refused));
      assertThat(all.get(60, TimeUnit.SECONDS)).isEmpty();
      assertThat(half.socket()).isNotNull();
    }
  }

  @Test
  void accept_failuresOfEachKind_countNoHandshakeMore() throws Exception {
    var mayServe = new AtomicBoolean();
    listenForOneHandshake(
        () -> {
          if (mayServe.get()) {
            return server();
          }
          throw new IllegalStateException("no credentials");
        },
        right);
    try (RawPeer peer = RawPeer.of(SocketChannel.open(address))) {
      assertThat(peer.receiveAll()).isEmpty();
    }
    mayServe.set(true);

    for (int time = 0; time < 3; time++) {
      assertRefused(StandardCharsets.US_ASCII.encode("GET / HTTP/1.1\r\n\r\n"));
      kinds.awaitRounds();
      RawPeer.of(SocketChannel.open(address)).close();
      kinds.awaitRounds();
    }

    connect(Certificates.client(MEMBER)).send(frame(1, 10));
    assertThat(right.next()).isEqualTo(bytes(1, 10));
  }

  private void listenForOneHandshake(Supplier<SSLEngine> tls, Acceptor acceptor)
      throws IOException {
    var one = new Connections.Handshakes(Kinds.PATIENCE, 1);
    address = (InetSocketAddress) kinds.there.listen(Kinds.bound(), tls, acceptor, one).address();
  }

  private static byte[] receiveAll(RawPeer peer) {
    try {
      return peer.receiveAll();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void accept_slowCheckOfCertificate_doesNotStopOthers() throws Exception {
    CountDownLatch began = new CountDownLatch(1);
    CountDownLatch mayGoOn = new CountDownLatch(1);
    SSLContext slow = Certificates.slow("member.p12", began, mayGoOn);
    address = kinds.listen(() -> Certificates.server(slow), right);
    CompletableFuture<Connection> opening =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return connect(Certificates.client(MEMBER));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(began.await(60, TimeUnit.SECONDS)).isTrue();

    assertOtherGoesOn();
    mayGoOn.countDown();

    opening.get(60, TimeUnit.SECONDS).send(frame(1, 1));
    assertThat(right.next()).isEqualTo(bytes(1, 1));
  }

  @Test
  void connect_engineOfServer_throws() {
    assertThatThrownBy(() -> connect(server())).isInstanceOf(IllegalArgumentException.class);
  }
}
