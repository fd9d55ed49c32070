package org.multiengine.actors.internal.link;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.link.frame.LinkFrame;

/**
 * A wire to an actor of this process or, through Akka's remoting, of another node of the cluster.
 * Remoting drops frames that overflow its buffers.
 */
final class ActorWire implements Wire {

  private final ActorRef<LinkFrame> peer;
  private final ExtendedActorSystem system;

  ActorWire(ActorRef<LinkFrame> peer, ExtendedActorSystem system) {
    this.peer = peer;
    this.system = system;
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
  public boolean isInThisProcess() {
    return peer.path().address().hasLocalScope();
  }

  @Override
  public boolean sharesMemory() {
    return !isInThisProcess()
        && peer.path().address().host().equals(system.provider().getDefaultAddress().host());
  }
}
