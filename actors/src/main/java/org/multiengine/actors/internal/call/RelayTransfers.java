package org.multiengine.actors.internal.call;

import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.link.LinkListener;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.identity.CallId;

/** Handles what happens to the messages to a relay. Used by the controller alone. */
final class RelayTransfers implements LinkListener<RelayMessage> {

  private final ActorRef<LinkFrame> relay;
  private final OpenCalls calls;
  private final RelayMessages messages;

  RelayTransfers(ActorRef<LinkFrame> relay, OpenCalls calls, RelayMessages messages) {
    this.relay = relay;
    this.calls = calls;
    this.messages = messages;
  }

  @Override
  public void moved(CallId id, long bytes, long announced) {
    Call moving = calls.find(id);
    if (moving != null) {
      moving.gather().moved(bytes, announced);
    }
  }

  @Override
  public void refused(RelayMessage message, String reason) {
    messages.unreadable(relay, message, reason);
  }
}
