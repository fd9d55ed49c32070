package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.link.frame.LinkFrame;

/** A wire through the cluster's own remoting, which drops frames that overflow its buffers. */
final class ActorWire implements Wire {

  private final ActorRef<LinkFrame> peer;

  ActorWire(ActorRef<LinkFrame> peer) {
    this.peer = peer;
  }

  @Override
  public void send(LinkFrame frame) {
    peer.tell(frame);
  }

  @Override
  public boolean isReliable() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  /** Does nothing, because the cluster keeps its connections. */
  @Override
  public void close() {}
}
