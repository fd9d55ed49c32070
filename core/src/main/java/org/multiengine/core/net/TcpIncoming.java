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
  private final Connections.Handshakes limits;
  private final Openings openings;

  TcpIncoming(
      Shared shared,
      @Nullable Supplier<SSLEngine> tls,
      Acceptor acceptor,
      Connections.Handshakes limits) {
    this.shared = shared;
    this.tls = tls;
    this.limits = limits;
    this.openings =
        new Openings(
            limits.maxAtOnce(),
            acceptor,
            (level, line) -> LOG.atLevel(level).log(line),
            shared.loop()::now);
  }

  @Override
  public void accept(SocketChannel channel) throws IOException {
    String peer = TcpSockets.peer(channel);
    if (openings.refuse(peer)) {
      channel.close();
      return;
    }
    SSLEngine engine = tls == null ? null : tls.get();
    var kind = Kind.tcp(peer, engine, limits.limit());
    Openings.Begun opening = openings.create(peer);
    Endpoint.start(shared, TcpSockets.tuned(channel), kind, opening);
    opening.begin(); // the endpoint begins later on this thread
  }
}
