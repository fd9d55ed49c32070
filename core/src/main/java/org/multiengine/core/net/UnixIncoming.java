package org.multiengine.core.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import org.multiengine.core.net.socket.UnixFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The opening of the connections that a server on a Unix domain socket accepts. Used only by the
 * reading thread.
 */
final class UnixIncoming implements ChannelServer.Incoming {

  private static final Logger LOG = LoggerFactory.getLogger(UnixIncoming.class);

  private final Shared shared;
  private final String file;
  private final String user;
  private final PeerCheck check;
  private final Openings openings;

  /**
   * Creates the opening of a server's connections.
   *
   * @param file the file of the socket
   * @param user the name of the user whose processes pass the check
   * @param check checks the user of a process
   * @param maxUnchecked the number of connections whose user may be unknown at a time
   * @param acceptor provides the listeners of connections that are open
   */
  UnixIncoming(
      Shared shared,
      String file,
      String user,
      PeerCheck check,
      int maxUnchecked,
      Acceptor acceptor) {
    this.shared = shared;
    this.file = file;
    this.user = user;
    this.check = check;
    this.openings =
        new Openings(
            maxUnchecked,
            acceptor,
            (level, line) -> LOG.atLevel(level).log(line),
            shared.loop()::now);
  }

  @Override
  public void accept(SocketChannel channel) throws IOException {
    if (openings.refuse(file)) {
      channel.close();
      return;
    }
    String peer = UnixFiles.showsUser(channel) ? "user " + user + " at " + file : file;
    Openings.Begun opening = openings.create(file);
    Endpoint.start(shared, channel, Kind.checkedUnix(peer, check), opening);
    opening.begin(); // the endpoint begins later on this thread
  }
}
