package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.link.frame.LinkFrame;

/**
 * A message to the owner of links: the wire to a peer is open, perhaps again. Frames that were sent
 * before may be lost.
 *
 * @param peer the actor that stands for the other end
 */
public record WireOpened(ActorRef<LinkFrame> peer) {}
