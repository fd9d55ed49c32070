package org.multiengine.core.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.multiengine.core.net.socket.UnixFiles;

/** The opening of the connections that a server on a Unix domain socket accepts. */
record UnixIncoming(Shared shared, Path file, Acceptor acceptor)
    implements ChannelServer.Incoming, Opening {

  @Override
  public void accept(SocketChannel channel) throws IOException {
    String user =
        UnixFiles.checkPeer(channel, file).map(name -> "user " + name + " at ").orElse("");
    Endpoint.start(shared, channel, Kind.unix(user + file), this);
  }

  @Override
  public Listener opened(Connection connection) {
    return acceptor.accepted(connection);
  }

  @Override
  public void failed(String reason) {
    // no connection was open
  }

  @Override
  public boolean isClient() {
    return false;
  }
}
