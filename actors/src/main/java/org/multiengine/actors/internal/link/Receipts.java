package org.multiengine.actors.internal.link;

import java.util.ArrayDeque;
import java.util.Deque;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.core.link.OutboundMessage;
import org.multiengine.core.link.ReceiveWindow;
import org.multiengine.core.link.SendWindow;

/**
 * The numbers of the messages that one end of a link has received, and what of them it may
 * acknowledge. Used by one actor alone.
 *
 * <p>A payload that cannot be read is refused by a message. Until the peer has that message,
 * neither the payload nor a later message is acknowledged, so that the peer still holds the payload
 * and can report it to its owner. Both ends may refuse payloads at the same time. A refusal
 * therefore needs no credit, and it counts as delivered when the peer has received it, although the
 * peer may not be allowed to acknowledge it yet.
 */
final class Receipts {

  /** The part of the peer's credit at which an acknowledgement is sent without a tick. */
  private static final int ACKNOWLEDGED_CREDIT_SHARE = 4;

  private final SendWindow.Limits credit;
  private final ReceiveWindow window = new ReceiveWindow();
  private final Deque<Refusal> refusals = new ArrayDeque<>();
  private long acknowledged;

  /** The last received number that the peer has been informed of. */
  private long reported;

  private long bytesSinceAcknowledged;
  private boolean gapReported;

  Receipts(SendWindow.Limits credit) {
    this.credit = credit;
  }

  /** A message that refuses a payload. */
  private static final class Refusal implements OutboundMessage<LinkMessage> {

    private final LinkControl.Refused refused;

    /** The number of this message; 0 before it is sent. */
    private long sequence;

    Refusal(LinkControl.Refused refused) {
      this.refused = refused;
    }

    @Override
    public long size() {
      return isTaken() ? 0 : nextSize();
    }

    @Override
    public long nextSize() {
      return LinkMessage.OVERHEAD_BYTES + (long) refused.reason().length();
    }

    @Override
    public LinkMessage next(long number) {
      sequence = number;
      return refused;
    }

    @Override
    public boolean isTaken() {
      return sequence > 0;
    }
  }

  /** Returns the treatment of the message of a number. */
  ReceiveWindow.Verdict accept(long sequence) {
    return window.accept(sequence);
  }

  /** Counts a message that was taken. */
  void count(long bytes) {
    gapReported = false;
    bytesSinceAcknowledged += bytes;
  }

  /**
   * Returns whether a message that was dropped is to be acknowledged. Of the many behind a gap, the
   * first is.
   */
  boolean isReportedAfter(ReceiveWindow.Verdict dropped) {
    boolean gap = dropped == ReceiveWindow.Verdict.GAP;
    boolean reported = !gap || !gapReported;
    gapReported = gapReported || gap;
    return reported;
  }

  /** Refuses the payload of a number; returns the message to the peer. */
  OutboundMessage<LinkMessage> refuse(long sequence, String reason) {
    var refusal = new Refusal(new LinkControl.Refused(sequence, reason));
    refusals.addLast(refusal);
    return refusal;
  }

  /**
   * Notes that the peer has the messages up to a number. Returns whether more may be acknowledged
   * because of it.
   */
  boolean peerHas(long upTo) {
    boolean any = false;
    while (!refusals.isEmpty()
        && refusals.getFirst().isTaken()
        && refusals.getFirst().sequence <= upTo) {
      refusals.removeFirst();
      any = true;
    }
    return any;
  }

  /** Returns the number up to which messages have been received. */
  long received() {
    return window.received();
  }

  /** Returns the number up to which messages may be acknowledged. */
  private long acknowledgeable() {
    return refusals.isEmpty()
        ? window.received()
        : Math.min(window.received(), refusals.getFirst().refused.sequence() - 1);
  }

  /** Returns the number up to which messages are acknowledged by the next frame. */
  long acknowledge() {
    acknowledged = acknowledgeable();
    reported = window.received();
    bytesSinceAcknowledged = 0;
    return acknowledged;
  }

  /** Returns whether so much is unacknowledged that an acknowledgement goes without a tick. */
  boolean isDue() {
    return acknowledgeable() - acknowledged >= credit.inFlight() / ACKNOWLEDGED_CREDIT_SHARE
        || bytesSinceAcknowledged >= credit.inFlightBytes() / ACKNOWLEDGED_CREDIT_SHARE;
  }

  /**
   * Returns whether the peer is to be informed of messages: they can be acknowledged, or they have
   * been received and cannot. The peer may wait for the latter if both ends have refused payloads.
   */
  boolean isAny() {
    return acknowledgeable() > acknowledged || window.received() > reported;
  }

  /** Returns whether all messages are acknowledged. */
  boolean isQuiet() {
    return window.received() == acknowledged;
  }
}
