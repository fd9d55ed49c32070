package org.multiengine.actors.internal.link;

import org.multiengine.core.local.LocalSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wire through a Unix domain socket to a process of the same user on the same machine. */
final class SocketWire implements Wire {

  private static final Logger LOG = LoggerFactory.getLogger(SocketWire.class);

  private final LocalSocket socket;
  private final FrameFormat format;

  SocketWire(LocalSocket socket, FrameFormat format) {
    this.socket = socket;
    this.format = format;
  }

  @Override
  public void send(LinkFrame frame) {
    try {
      socket.send(format.write(frame));
    } catch (RuntimeException e) {
      LOG.error("a frame cannot be written to its socket, which is closed", e);
      socket.close();
    }
  }

  @Override
  public boolean isReliable() {
    return true;
  }

  @Override
  public boolean isOpen() {
    return socket.isOpen();
  }

  @Override
  public void close() {
    socket.close();
  }
}
