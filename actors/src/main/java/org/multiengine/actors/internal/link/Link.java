package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.metrics.LinkMetrics;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.link.OutboundMessage;
import org.multiengine.core.link.ReceiveWindow;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.link.SendWindow.Numbered;

/**
 * One end of a link between two actors. Payloads that go in at one end come out at the other once
 * and in order, or not at all if the other end has gone. Used by one actor alone.
 *
 * <p>The protocol: each end numbers its messages from 1 and sends them in {@link LinkFrame}s. Each
 * frame also acknowledges the last number received in the other direction. The sender has credit
 * for a number of messages and bytes that are not acknowledged; further messages wait. The receiver
 * takes the message with the next number, drops a message it has had, and drops a message behind a
 * gap. It acknowledges with its own next frame, when a quarter of the credit is used, or at the
 * next tick. On a wire that may lose frames the sender sends everything that is not acknowledged
 * again when no acknowledgement has come for a while; these frames carry one message each, because
 * a lost bundle may have been too large for the network.
 *
 * <p>Small messages that are added together share a frame. A payload that is too large for a frame
 * is announced, its values follow in parts as credit allows, and the payload itself closes the
 * series. Smaller payloads of other clients pass it meanwhile.
 *
 * @param <M> the payloads
 */
public final class Link<M extends LinkPayload> {

  /** The part of the peer's credit at which an acknowledgement is sent without a tick. */
  private static final int ACKNOWLEDGED_CREDIT_SHARE = 4;

  /**
   * The number of resend intervals without an acknowledgement after which a socket is closed. A
   * socket loses nothing, so the reader must be stuck.
   */
  private static final long SOCKET_GIVE_UP_INTERVALS = 30;

  private final ActorRef<LinkFrame> self;
  private final ActorRef<LinkFrame> peer;
  private final LinkSettings settings;
  private final WireChoice wires;
  private final Outgoing outgoing;
  private final SendWindow<LinkMessage> sending;
  private final ReceiveWindow receiving = new ReceiveWindow();
  private final Incoming<M> incoming;
  private final LinkMetrics metrics;
  private long acknowledgedToPeer;
  private long bytesSinceAcknowledged;
  private long lastProgressNanos;
  private boolean gapReported;

  /**
   * Creates one end of a link.
   *
   * @param ends the actors at both ends
   * @param type the class of the payloads; the peer's payloads of another class are dropped
   * @param listener receives the progress of large messages
   */
  public Link(
      Ends ends,
      Class<M> type,
      LinkSettings settings,
      Serialization serialization,
      TransferListener listener) {
    this.self = ends.self();
    this.peer = ends.peer();
    this.settings = settings;
    var format = new FrameFormat(serialization.system());
    this.wires =
        new WireChoice(self, peer, settings.socketFolder(), format, serialization.system());
    this.outgoing = new Outgoing(settings, format, listener);
    this.sending = outgoing.window();
    this.incoming =
        new Incoming<>(
            type,
            new Reassembler(format, settings.sharedMemory().folder(), listener),
            outgoing,
            wires);
    this.metrics = Metrics.get(Adapter.toTyped(serialization.system())).links();
    this.lastProgressNanos = System.nanoTime();
  }

  /**
   * The actors at the ends of a link.
   *
   * @param self the actor that uses this end
   * @param peer the actor at the other end
   */
  public record Ends(ActorRef<LinkFrame> self, ActorRef<LinkFrame> peer) {}

  /** Returns the actor at the other end. */
  public ActorRef<LinkFrame> peer() {
    return peer;
  }

  /** Offers the peer a socket, if it is in another process of this machine. */
  public void offerSocket() {
    LinkControl.SocketOffer offer = wires.offer();
    if (offer != null) {
      outgoing.add(offer);
    }
  }

  /**
   * Adds a payload and sends what there is credit for.
   *
   * @throws QueueFull if too much waits already and the payload may be refused; it is not added
   *     then
   * @throws IllegalStateException if the payload is large and cannot be written; it is not added
   *     then
   */
  public void send(M payload) {
    add(payload);
    flush();
  }

  /**
   * Adds a payload, to be sent together with those that follow, at the latest at the next {@link
   * #flush()}.
   *
   * @throws QueueFull if too much waits already and the payload may be refused; it is not added
   *     then
   * @throws IllegalStateException if the payload is large and cannot be written; it is not added
   *     then
   */
  public void add(M payload) {
    OutboundMessage<LinkMessage> prepared = outgoing.prepare(payload, wires);
    if (payload.isRefusable()) {
      if (sending.isFullFor(prepared.size())) {
        flush();
      }
      outgoing.offer(prepared);
    } else {
      outgoing.add(prepared);
    }
    if (sending.waiting() >= Bundles.MAX_MESSAGES) {
      flush();
    }
  }

  /** Sends what there is credit for, small messages together. */
  public void flush() {
    if (sending.isIdle()) {
      lastProgressNanos = System.nanoTime();
    }
    leaveEndedWire();
    if (wires.hasBetter()) {
      if (!sending.isIdle()) {
        return; // until the frames on this wire have arrived: the other might be faster
      }
      wires.change();
    }
    Bundles.split(sending.takeSendable(), settings.partBytes(), this::transmit);
  }

  /** Sends again over the cluster's remoting what was on a wire that has ended. */
  private void leaveEndedWire() {
    if (wires.hasEnded()) {
      wires.change();
      resend();
    }
  }

  private void resend() {
    lastProgressNanos = System.nanoTime();
    List<Numbered<LinkMessage>> again = sending.unacknowledged();
    metrics.resent(again.size());
    again.forEach(each -> transmit(List.of(each))); // together they may be too large
  }

  private void transmit(List<Numbered<LinkMessage>> run) {
    markAcknowledged();
    if (metrics.isOn()) {
      run.forEach(each -> metrics.sent(each.message().size()));
    }
    long first = run.get(0).sequence();
    wires.send(new LinkFrame(self, first, receiving.received(), Bundles.join(run)));
  }

  private void markAcknowledged() {
    acknowledgedToPeer = receiving.received();
    bytesSinceAcknowledged = 0;
  }

  /**
   * Takes back payloads of which not all is sent, because they are large or wait behind a large
   * one. The peer never receives them.
   */
  public List<M> withdraw(Predicate<M> which) {
    List<M> withdrawn = incoming.ofType(outgoing.withdraw(each -> which.test(incoming.cast(each))));
    flush();
    return withdrawn;
  }

  /** Handles a frame of the peer; returns the payloads that are complete with it, in order. */
  public List<M> receive(LinkFrame frame) {
    if (sending.acknowledge(frame.acknowledged())) {
      outgoing.slots().acknowledged(frame.acknowledged());
      lastProgressNanos = System.nanoTime();
      flush();
    }
    leaveEndedWire();
    LinkMessage message = frame.message();
    if (message == null) {
      return List.of();
    }
    List<? extends LinkMessage> messages =
        message instanceof LinkControl.Bundle bundle ? bundle.messages() : List.of(message);
    List<M> complete = new ArrayList<>(messages.size());
    ReceiveWindow.Verdict refused = null;
    long sequence = frame.sequence();
    for (LinkMessage each : messages) {
      ReceiveWindow.Verdict verdict = receiving.accept(sequence);
      sequence++;
      if (verdict == ReceiveWindow.Verdict.NEXT) {
        incoming.handle(each, complete, this::acknowledge);
        count(each); // acknowledged once it is read: the peer may then write over shared memory
      } else {
        refused = verdict;
      }
    }
    refuse(refused);
    flush(); // what answers the messages
    return complete;
  }

  private void count(LinkMessage message) {
    gapReported = false;
    long size = message.size();
    bytesSinceAcknowledged += size;
    if (metrics.isOn()) {
      metrics.received(size);
    }
    if (isAcknowledgementDue()) {
      acknowledge();
    }
  }

  private boolean isAcknowledgementDue() {
    SendWindow.Limits credit = settings.limits();
    return receiving.received() - acknowledgedToPeer
            >= credit.inFlight() / ACKNOWLEDGED_CREDIT_SHARE
        || bytesSinceAcknowledged >= credit.inFlightBytes() / ACKNOWLEDGED_CREDIT_SHARE;
  }

  /** Acknowledges a message that was dropped. Of the many behind a gap, the first is answered. */
  private void refuse(ReceiveWindow.@Nullable Verdict verdict) {
    if (verdict == null) {
      return;
    }
    boolean gap = verdict == ReceiveWindow.Verdict.GAP;
    if (!gap || !gapReported) {
      acknowledge();
    }
    gapReported = gapReported || gap;
  }

  private void acknowledge() {
    markAcknowledged();
    wires.send(new LinkFrame(self, 0, receiving.received(), null));
  }

  /** Sends a due acknowledgement, and sends again what has not been acknowledged for too long. */
  public void tick() {
    leaveEndedWire();
    if (receiving.received() > acknowledgedToPeer) {
      acknowledge();
    }
    flush();
    long silentNanos = System.nanoTime() - lastProgressNanos;
    long resendNanos = settings.resendAfter().toNanos();
    if (!wires.isReliable() && silentNanos > resendNanos) {
      resend();
    } else if (silentNanos > SOCKET_GIVE_UP_INTERVALS * resendNanos && !sending.isIdle()) {
      wires.giveUp();
    }
  }

  /** Ends the link. Nothing is sent after that. */
  public void close() {
    outgoing.slots().close();
    wires.close();
  }

  /** Returns whether frames go over a socket, as between processes of one machine. */
  public boolean isBySocket() {
    return wires.isReliable();
  }

  /** Returns whether messages wait for credit. */
  public boolean isBusy() {
    return sending.isBlocked();
  }

  /** Returns whether the peer has everything that was added. */
  public boolean isDelivered() {
    return sending.isEmpty();
  }

  /** Returns whether nothing is in flight in either direction, so that no tick is needed. */
  public boolean isQuiet() {
    return sending.isIdle() && receiving.received() == acknowledgedToPeer;
  }
}
