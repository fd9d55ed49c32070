package org.multiengine.core.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.TcpSockets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The opening of the connections that a TCP server accepts. Used only by the reading thread. */
final class TcpIncoming implements ChannelServer.Incoming {

  private static final Logger LOG = LoggerFactory.getLogger(TcpIncoming.class);

  private final Shared shared;
  private final @Nullable Supplier<SSLEngine> tls;
  private final Acceptor acceptor;
  private final Connections.Handshakes limits;

  /** The number of connections that are not open yet. */
  private int handshakes;

  TcpIncoming(
      Shared shared,
      @Nullable Supplier<SSLEngine> tls,
      Acceptor acceptor,
      Connections.Handshakes limits) {
    this.shared = shared;
    this.tls = tls;
    this.acceptor = acceptor;
    this.limits = limits;
  }

  @Override
  public void accept(SocketChannel channel) throws IOException {
    String peer = TcpSockets.peer(channel);
    if (handshakes >= limits.maxAtOnce()) {
      LOG.warn("{} is refused: {} TLS handshakes are open", peer, handshakes);
      channel.close();
      return;
    }
    SSLEngine engine = tls == null ? null : tls.get();
    var kind = new Kind(peer, false, engine, limits.limit());
    var handshake = new Handshake(peer);
    Endpoint.start(shared, TcpSockets.tuned(channel), kind, handshake);
    handshake.begin(); // the endpoint begins later on this thread
  }

  private final class Handshake implements Opening {

    private final String peer;
    private boolean isCounted;

    Handshake(String peer) {
      this.peer = peer;
    }

    void begin() {
      isCounted = true;
      handshakes++;
    }

    private void end() {
      if (isCounted) {
        isCounted = false;
        handshakes--;
      }
    }

    @Override
    public Listener opened(Connection connection) {
      end();
      return acceptor.accepted(connection);
    }

    /** Called also after {@link #opened} if the acceptor has failed. */
    @Override
    public void failed(String reason) {
      end();
      LOG.info("no connection with {}: {}", peer, reason);
    }

    @Override
    public boolean isClient() {
      return false;
    }
  }
}
