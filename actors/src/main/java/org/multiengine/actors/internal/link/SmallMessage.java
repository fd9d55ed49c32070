package org.multiengine.actors.internal.link;

import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.link.frame.LinkPayload;
import org.multiengine.actors.internal.link.frame.WrittenPayload;
import org.multiengine.core.link.OutboundMessage;

/** A message that fits one frame. Used by one actor alone. */
final class SmallMessage implements OutboundMessage<LinkMessage> {

  private final LinkMessage message;
  private final long size;
  private boolean taken;

  SmallMessage(LinkMessage message) {
    this(message, message.size());
  }

  SmallMessage(LinkMessage message, long size) {
    this.message = message;
    this.size = size;
  }

  /** Returns the message. */
  LinkMessage message() {
    return message;
  }

  @Override
  public long size() {
    return taken ? 0 : size;
  }

  @Override
  public long nextSize() {
    return size;
  }

  @Override
  public LinkMessage next(long sequence) {
    taken = true;
    return message;
  }

  @Override
  public boolean isTaken() {
    return taken;
  }

  /** Returns the payload that the message carries; null for a message of the link. */
  @Nullable LinkPayload payload() {
    if (message instanceof WrittenPayload written) {
      return written.origin();
    }
    return message instanceof LinkPayload payload ? payload : null;
  }

  @Override
  public @Nullable Object group() {
    LinkPayload payload = payload();
    return payload == null ? null : payload.orderedClient();
  }
}
