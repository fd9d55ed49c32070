package org.multiengine.actors.internal.farm;

import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.registry.EngineEntry;

/**
 * A node as the farm knows it.
 *
 * @param relay its relay
 * @param name its address, for people
 */
record FarmNodeId(ActorRef<LinkFrame> relay, String name) {

  static FarmNodeId of(EngineEntry engine) {
    return new FarmNodeId(engine.relay(), Addresses.hostAndPort(engine.node()));
  }

  /** Returns whether the other one has the same relay. */
  @Override
  public boolean equals(Object other) {
    return other instanceof FarmNodeId that && relay.equals(that.relay);
  }

  @Override
  public int hashCode() {
    return relay.hashCode();
  }

  /** Returns the name. */
  @Override
  public String toString() {
    return name;
  }
}
