package org.multiengine.actors.internal.link;

import akka.actor.ExtendedActorSystem;
import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.link.frame.LinkPayload;
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
 * next tick. The sender sends everything that is not acknowledged again when the wire has been
 * opened again and, on a wire that may lose frames, when no acknowledgement has come for a while.
 * These frames carry one message each, because a lost bundle may have been too large for the
 * network.
 *
 * <p>Small messages that are added together share a frame. A payload that is too large for a frame
 * is announced by its head, and its values follow in parts as credit allows. The receiver's owner
 * decides by the head whether the payload is taken. Smaller payloads of other clients pass it
 * meanwhile.
 *
 * <p>A payload is written when it is added, unless both ends are in one process; the size of the
 * written form counts in all limits. A payload that cannot be written is not added. A payload that
 * the receiver cannot read is refused, and the sender's owner is informed; the payloads around it
 * arrive. A peer that breaks these rules ends the link. Later links of the two actors have other
 * numbers, so that late frames of an ended link are recognised.
 *
 * @param <M> the payloads
 */
public final class Link<M extends LinkPayload> {

  private final Ends ends;
  private final LinkSettings settings;
  private final Wire wire;
  private final Outgoing outgoing;
  private final SendWindow<LinkMessage> sending;
  private final Receipts receipts;
  private final Incoming<M> incoming;
  private final LinkMetrics metrics;
  private long lastProgressNanos;

  /**
   * Creates one end of a link.
   *
   * @param ends the actors at both ends
   * @param type the class of the payloads; the peer's payloads of another class are refused
   * @param listener receives the progress of large messages, and the payloads that the peer refuses
   */
  public Link(
      Ends ends,
      Class<M> type,
      LinkSettings settings,
      Serialization serialization,
      LinkListener<M> listener) {
    this.ends = ends;
    this.settings = settings;
    var format = new FrameFormat(serialization.system());
    this.wire = wire(ends, serialization.system());
    this.outgoing = new Outgoing(settings, format, listener);
    this.sending = outgoing.window();
    this.receipts = new Receipts(settings.limits());
    this.incoming =
        new Incoming<>(
            type,
            new Reassembler(
                format,
                settings.sharedMemory().folder(),
                listener,
                (head, bytes) -> admit(head, bytes, type, listener)),
            outgoing,
            listener);
    this.metrics = Metrics.get(Adapter.toTyped(serialization.system())).links();
    this.lastProgressNanos = System.nanoTime();
  }

  private static Wire wire(Ends ends, ExtendedActorSystem system) {
    RemoteEnd remote = RemoteEnds.get(Adapter.toTyped(system)).find(ends.peer());
    if (remote == null) {
      return new ActorWire(ends.peer(), system);
    }
    remote.use(ends.self().unsafeUpcast());
    return remote;
  }

  private static <M extends LinkPayload> Admission admit(
      @Nullable LinkPayload head, long bytes, Class<M> type, LinkListener<M> listener) {
    return head == null || type.isInstance(head)
        ? listener.admit(type.cast(head), bytes)
        : Admission.GRANTED; // refused when it is complete
  }

  /**
   * The actors at the ends of a link.
   *
   * @param self the actor that uses this end
   * @param peer the actor at the other end
   * @param number the number of the link among those of the two actors, from 1; a later link has a
   *     greater one
   */
  public record Ends(ActorRef<LinkFrame> self, ActorRef<LinkFrame> peer, long number) {}

  /** Returns the actor at the other end. */
  public ActorRef<LinkFrame> peer() {
    return ends.peer();
  }

  /** Returns the number of the link among those of its two actors. */
  long number() {
    return ends.number();
  }

  /**
   * Adds a payload and sends what there is credit for.
   *
   * @throws QueueFull if too much waits already and the payload may be refused; it is not added
   *     then
   * @throws IllegalStateException if the payload cannot be written; it is not added then
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
   * @throws IllegalStateException if the payload cannot be written; it is not added then
   */
  public void add(M payload) {
    OutboundMessage<LinkMessage> prepared = outgoing.prepare(payload, wire);
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
    Bundles.split(sending.takeSendable(), settings.partBytes(), this::transmit);
  }

  /**
   * Sends everything again that may be lost, because the wire has been opened again: the last
   * acknowledgement, and the messages that are not acknowledged.
   */
  void wireOpened() {
    acknowledge();
    resend();
    flush();
  }

  private void resend() {
    lastProgressNanos = System.nanoTime();
    List<Numbered<LinkMessage>> again = sending.unacknowledged();
    metrics.resent(again.size());
    again.forEach(each -> transmit(List.of(each))); // together they may be too large
  }

  private void transmit(List<Numbered<LinkMessage>> run) {
    if (metrics.isOn()) {
      run.forEach(each -> metrics.sent(each.message().size()));
    }
    wire.send(frame(run.get(0).sequence(), Bundles.join(run)));
  }

  private LinkFrame frame(long sequence, @Nullable LinkMessage message) {
    return new LinkFrame(
        ends.self(), ends.number(), sequence, receipts.acknowledge(), receipts.received(), message);
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

  /**
   * Handles a frame of the peer; returns the payloads that are complete with it, in order.
   *
   * @throws IllegalArgumentException if the peer is at fault; the link must be ended then
   */
  public List<M> receive(LinkFrame frame) {
    LinkMessage message = frame.message();
    List<? extends LinkMessage> messages =
        message instanceof LinkControl.Bundle bundle
            ? bundle.messages()
            : message == null ? List.of() : List.of(message);
    List<M> complete = new ArrayList<>(messages.size());
    ReceiveWindow.Verdict dropped = take(frame.sequence(), messages, complete);
    acknowledged(frame); // a payload that is refused is still held until now
    if (dropped != null && receipts.isReportedAfter(dropped)) {
      acknowledge();
    }
    if (message != null) {
      flush(); // what answers the messages
    }
    return complete;
  }

  /** Takes the messages that are next. Returns why others are dropped; null if none is. */
  private ReceiveWindow.@Nullable Verdict take(
      long first, List<? extends LinkMessage> messages, List<M> complete) {
    ReceiveWindow.Verdict dropped = null;
    long sequence = first;
    for (LinkMessage each : messages) {
      ReceiveWindow.Verdict verdict = receipts.accept(sequence);
      if (verdict == ReceiveWindow.Verdict.NEXT) {
        String refusal = incoming.handle(each, complete);
        if (refusal != null) {
          sending.addUrgent(receipts.refuse(sequence, refusal));
        }
        count(each); // acknowledged once it is read: the peer may then write over shared memory
      } else {
        dropped = verdict;
      }
      sequence++;
    }
    return dropped;
  }

  private void acknowledged(LinkFrame frame) {
    boolean more = receipts.peerHas(frame.received());
    if (sending.acknowledge(frame.acknowledged())) {
      outgoing.slots().acknowledged(frame.acknowledged());
      lastProgressNanos = System.nanoTime();
      flush();
    }
    if (more && receipts.isAny()) {
      acknowledge();
    }
  }

  private void count(LinkMessage message) {
    long size = message.size();
    receipts.count(size);
    if (metrics.isOn()) {
      metrics.received(size);
    }
    if (receipts.isDue()) {
      acknowledge();
    }
  }

  private void acknowledge() {
    wire.send(frame(0, null));
  }

  /** Sends a due acknowledgement, and sends again what has not been acknowledged for too long. */
  public void tick() {
    if (receipts.isAny()) {
      acknowledge();
    }
    flush();
    long silentNanos = System.nanoTime() - lastProgressNanos;
    long resendNanos = settings.resendAfter().toNanos();
    if (!wire.isReliable() && silentNanos > resendNanos) {
      resend();
    }
  }

  /** Ends the link because the peer or one of its messages is at fault, and informs the peer. */
  void end(String reason) {
    wire.send(frame(0, new LinkControl.Ended(reason)));
    close();
  }

  /** Ends the link. Nothing is sent after that. */
  public void close() {
    outgoing.slots().close();
    incoming.close();
  }

  /** Returns whether messages wait for credit. */
  public boolean isBusy() {
    return sending.isBlocked();
  }

  /** Returns the size in bytes of what the peer has not acknowledged. */
  public long undeliveredBytes() {
    return sending.undeliveredBytes();
  }

  /** Returns whether a large payload waits or is being sent. */
  public boolean isSendingLarge() {
    return sending.isLargeWaiting();
  }

  /** Returns whether the peer has everything that was added. */
  public boolean isDelivered() {
    return sending.isEmpty();
  }

  /** Returns whether nothing is in flight in either direction, so that no tick is needed. */
  public boolean isQuiet() {
    return sending.isIdle() && receipts.isQuiet();
  }
}
