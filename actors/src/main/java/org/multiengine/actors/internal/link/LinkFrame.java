package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.node.NodeRelay;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.actors.internal.protocol.WireMessage;

/**
 * A message of a link between a controller and a node relay.
 *
 * @param from the sender; its reference names the link
 * @param sequence the number of the message from 1, or 0 for a bare acknowledgement; those of a
 *     bundle have this number and the next ones
 * @param acknowledged the last number received in the other direction
 * @param body what is said, or null for a bare acknowledgement
 */
public record LinkFrame(
    ActorRef<LinkFrame> from, long sequence, long acknowledged, @Nullable LinkBody body)
    implements WireMessage, Controller.Command, NodeRelay.Command {}
