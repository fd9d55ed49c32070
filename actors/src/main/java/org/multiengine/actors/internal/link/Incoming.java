package org.multiengine.actors.internal.link;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.link.frame.LinkPayload;
import org.multiengine.actors.internal.link.frame.UnreadablePayload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving side of a link behind its numbers: answers the messages of the link and hands out
 * the payloads. Used by one actor alone.
 *
 * @param <M> the payloads
 */
final class Incoming<M extends LinkPayload> {

  private static final Logger LOG = LoggerFactory.getLogger(Incoming.class);

  private final Class<M> type;
  private final Reassembler reassembler;
  private final Outgoing outgoing;
  private final LinkListener<M> listener;

  Incoming(Class<M> type, Reassembler reassembler, Outgoing outgoing, LinkListener<M> listener) {
    this.type = type;
    this.reassembler = reassembler;
    this.outgoing = outgoing;
    this.listener = listener;
  }

  /** Returns a payload that this end has sent as one of this link. */
  @SuppressWarnings("unchecked") // only such payloads are sent
  M cast(LinkPayload payload) {
    return (M) payload;
  }

  /** Returns payloads that this end has sent as those of this link. */
  List<M> ofType(List<LinkPayload> payloads) {
    return payloads.stream().map(this::cast).toList();
  }

  /**
   * Handles the next message.
   *
   * @param complete receives the payload that is complete with it
   * @return why the payload is refused; null if the message is in order
   * @throws IllegalArgumentException if the peer is at fault
   */
  @Nullable String handle(LinkMessage message, List<M> complete) {
    LinkMessage payload = message;
    if (message instanceof LinkControl control) {
      var handler = new Handler();
      control.accept(handler);
      payload = handler.completed;
    }
    if (payload instanceof UnreadablePayload unreadable) {
      LOG.warn("a message cannot be read and is refused: {}", unreadable.reason());
      return unreadable.reason();
    }
    if (type.isInstance(payload)) {
      complete.add(type.cast(payload));
    } else if (payload != null) {
      return "a message of " + payload.getClass().getName() + ", which this link does not carry";
    }
    return null;
  }

  /** Drops the message of which a part has come. */
  void close() {
    reassembler.close();
  }

  private final class Handler implements LinkControl.Handler {

    private @Nullable LinkMessage completed;

    @Override
    public void begin(LinkControl.Begin begin) {
      reassembler.begin(begin);
    }

    @Override
    public void part(LinkControl.Part part) {
      reassembler.add(part);
    }

    @Override
    public void sharedPart(LinkControl.SharedPart part) {
      reassembler.add(part);
    }

    @Override
    public void end(LinkControl.End end) {
      completed = reassembler.end(end);
    }

    @Override
    public void withdrawn(LinkControl.Withdrawn withdrawn) {
      reassembler.withdraw(withdrawn);
    }

    @Override
    public void segmentOffer(LinkControl.SegmentOffer offer) {
      outgoing.add(new LinkControl.SegmentAnswer(reassembler.open(offer)));
    }

    @Override
    public void segmentAnswer(LinkControl.SegmentAnswer answer) {
      outgoing.slots().onAnswer(answer.open());
    }

    @Override
    public void refused(LinkControl.Refused refused) {
      LinkPayload payload = outgoing.inFlight(refused.sequence());
      if (payload == null) {
        throw new IllegalArgumentException("message " + refused.sequence() + " is refused late");
      }
      listener.refused(cast(payload), refused.reason());
    }

    @Override
    public void ended(LinkControl.Ended ended) {
      throw new IllegalArgumentException("an end of the link among its messages");
    }
  }
}
