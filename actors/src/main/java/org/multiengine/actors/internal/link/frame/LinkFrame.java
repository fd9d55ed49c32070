package org.multiengine.actors.internal.link.frame;

import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One unit that a wire carries from one end of a link to the other.
 *
 * @param from the sender; its reference identifies the link
 * @param link the number of the link among those of the two actors, from 1
 * @param sequence the number of the message from 1, or 0 for a frame that needs no acknowledgement;
 *     the messages of a bundle have this number and the following ones
 * @param acknowledged the last number in the other direction that the sender need not keep
 * @param received the last number received in the other direction, which is greater while the
 *     refusal of an earlier one is on its way
 * @param message the message; null for an acknowledgement alone
 */
public record LinkFrame(
    ActorRef<LinkFrame> from,
    long link,
    long sequence,
    long acknowledged,
    long received,
    @Nullable LinkMessage message) {}
