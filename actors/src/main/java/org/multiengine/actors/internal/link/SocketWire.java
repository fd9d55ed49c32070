package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.core.local.LocalSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A wire through a Unix domain socket to a process of the same user on the same machine. */
final class SocketWire implements Wire {

  private static final Logger LOG = LoggerFactory.getLogger(SocketWire.class);

  private final LocalSocket socket;
  private final FrameFormat format;
  private final ActorRef<LinkFrame> peer;

  SocketWire(LocalSocket socket, FrameFormat format, ActorRef<LinkFrame> peer) {
    this.socket = socket;
    this.format = format;
    this.peer = peer;
  }

  @Override
  public void send(LinkFrame frame) {
    try {
      socket.send(format.write(frame));
    } catch (RuntimeException e) {
      LOG.error("a frame for {} cannot be written to its socket, which is closed", peer, e);
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
