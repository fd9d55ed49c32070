package org.multiengine.actors.internal.link;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.call.Controller;
import org.multiengine.actors.internal.metrics.LinkMetrics;
import org.multiengine.actors.internal.metrics.Metrics;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.link.Consignment;
import org.multiengine.core.link.ReceiveWindow;
import org.multiengine.core.link.SendWindow;

/**
 * One end of a link: what goes in at one end comes out at the other once and in order, or not at
 * all if the other end has gone. Large bodies cross in parts. Used by one actor alone.
 */
public final class Link {

  /**
   * How many small bodies one frame takes, and how many are not kept for more to come: what a frame
   * costs is shared by then.
   */
  private static final int BUNDLE = 64;

  /** Which part of the peer's credit may be used up before it is acknowledged without a tick. */
  private static final int CREDIT_SHARE = 4;

  /**
   * After how many times the wait before messages are sent again a socket is given up on which none
   * is acknowledged: nothing is lost there, so that its reader must be at fault.
   */
  private static final long UNREAD = 30;

  /** Hears how far bodies that cross in parts have come, in either direction. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Bytes of values of a call have been sent, or have come.
     *
     * @param bytes how many since it was told last
     * @param announced how many more are to follow these and those that were announced before
     */
    void moved(String client, long call, long bytes, long announced);
  }

  private final ActorRef<LinkFrame> self;
  private final ActorRef<LinkFrame> peer;
  private final LinkWire wire;
  private final LinkSettings settings;
  private final FrameFormat format;
  private final SendWindow<LinkBody> sending;
  private final ReceiveWindow receiving = new ReceiveWindow();
  private final LinkMetrics metrics;
  private final Progress progress;
  private final SharedParts sharedParts;
  private final Arrivals arrivals;
  private long acknowledgedToPeer;
  private long bytesSinceAcknowledged;
  private long lastProgressNanos;
  private boolean gapTold;
  private long lastTransfer;

  public Link(
      ActorRef<LinkFrame> self,
      ActorRef<LinkFrame> peer,
      LinkSettings settings,
      Serialization serialization,
      Progress progress) {
    this.self = self;
    this.peer = peer;
    this.format = new FrameFormat(serialization.system());
    this.wire = new LinkWire(self, peer, settings.socketFolder(), format, serialization.system());
    this.settings = settings;
    this.progress = progress;
    this.sharedParts = new SharedParts(settings);
    this.arrivals = new Arrivals(format, settings.sharedMemory().folder(), progress);
    this.sending = new SendWindow<>(settings.limits());
    this.metrics = Metrics.get(Adapter.toTyped(serialization.system())).links();
    this.lastProgressNanos = System.nanoTime();
  }

  /** Returns the actor at the other end. */
  public ActorRef<LinkFrame> peer() {
    return peer;
  }

  /** Offers the peer a socket, if it is in another process of this machine. */
  public void offerSocket() {
    LinkBody.SocketOffer offer = wire.offer();
    if (offer != null) {
      add(offer);
    }
  }

  /**
   * Sends a body as soon as there is credit for it. Those that are too large for one message let
   * others pass, unless they are of the same client; cancels pass in any case.
   *
   * @throws QueueFull if too much waits already and the body is a request; nothing is sent then
   * @throws IllegalStateException if the body is large and cannot be written; nothing is sent then
   */
  void send(LinkBody body) {
    add(body);
    flush();
  }

  /**
   * Takes a body to be sent together with those that follow, at the latest with the next {@link
   * #flush()}.
   *
   * @throws QueueFull if too much waits already and the body is a request; it is not taken then
   * @throws IllegalStateException if the body is large and cannot be written; it is not taken then
   */
  void add(LinkBody body) {
    Consignment<LinkBody> consignment = consignment(body);
    if (body instanceof LinkBody.Submit) {
      if (sending.isFullFor(consignment.size())) {
        flush();
      }
      sending.offer(consignment);
    } else {
      sending.add(consignment);
    }
    if (consignment instanceof Transfer transfer) {
      transfer.announce();
    }
    if (sending.waiting() >= BUNDLE) {
      flush();
    }
  }

  /** Sends what there is credit for, small bodies together. */
  void flush() {
    if (sending.isIdle()) {
      lastProgressNanos = System.nanoTime();
    }
    leaveEndedSocket();
    if (wire.hasBetter()) {
      if (!sending.isIdle()) {
        return; // until what is on this way has arrived: the other might be faster
      }
      wire.change();
    }
    transmit(sending.takeSendable());
  }

  /** What was on it goes by the cluster's connection. */
  private void leaveEndedSocket() {
    if (wire.hasEnded()) {
      wire.change();
      resend();
    }
  }

  private void resend() {
    lastProgressNanos = System.nanoTime();
    List<SendWindow.Numbered<LinkBody>> again = sending.unacknowledged();
    metrics.resent(again.size());
    again.forEach(each -> transmitTogether(List.of(each))); // together they may be too large
  }

  private Consignment<LinkBody> consignment(LinkBody body) {
    long size = body.size();
    if (size <= settings.partBytes() || wire.isInThisProcess()) {
      return new SmallBody(body, size);
    }
    LinkBody.RingOffer offer = wire.isOnThisMachine() ? sharedParts.offer() : null;
    if (offer != null) {
      sending.add(new SmallBody(offer, offer.size()));
    }
    lastTransfer++;
    return Transfer.of(
        body,
        lastTransfer,
        format,
        new Transfer.Way(settings.partBytes(), sharedParts::part, progress));
  }

  /**
   * Takes back the requests of a call of which not all is sent because they are large, or wait
   * behind a large one. They are not heard of any more.
   */
  public List<LinkBody.Submit> withdraw(Controller.CallKey key) {
    List<LinkBody.Submit> withdrawn = new ArrayList<>();
    Consignment<LinkBody> next = sending.withdraw(each -> submitOf(each, key) != null);
    while (next != null) {
      withdrawn.add(submitOf(next, key));
      if (next instanceof Transfer transfer && transfer.isBegun()) {
        var told = new LinkBody.Withdrawn(transfer.number());
        sending.add(new SmallBody(told, told.size()));
      }
      next = sending.withdraw(each -> submitOf(each, key) != null);
    }
    flush();
    return withdrawn;
  }

  private static LinkBody.@Nullable Submit submitOf(
      Consignment<LinkBody> consignment, Controller.CallKey key) {
    LinkBody body =
        consignment instanceof Transfer transfer
            ? transfer.origin()
            : ((SmallBody) consignment).body();
    return body instanceof LinkBody.Submit submit
            && submit.client().equals(key.client())
            && submit.call() == key.call()
        ? submit
        : null;
  }

  private void transmit(List<SendWindow.Numbered<LinkBody>> messages) {
    List<SendWindow.Numbered<LinkBody>> together = new ArrayList<>();
    long bytes = 0;
    for (SendWindow.Numbered<LinkBody> next : messages) {
      boolean fillsFrame = next.message() instanceof LinkBody.Part; // the last may be short
      long room = fillsFrame ? settings.partBytes() : next.size();
      if (together.size() == BUNDLE || bytes + room > settings.partBytes()) {
        transmitTogether(together);
        together.clear();
        bytes = 0;
      }
      together.add(next);
      bytes += room;
    }
    transmitTogether(together);
  }

  private void transmitTogether(List<SendWindow.Numbered<LinkBody>> messages) {
    if (messages.isEmpty()) {
      return;
    }
    markAcknowledged();
    if (metrics.isOn()) {
      messages.forEach(each -> metrics.sent(each.message().size()));
    }
    SendWindow.Numbered<LinkBody> first = messages.get(0);
    LinkBody body =
        messages.size() == 1
            ? first.message()
            : new LinkBody.Bundle(messages.stream().map(SendWindow.Numbered::message).toList());
    wire.send(new LinkFrame(self, first.sequence(), receiving.received(), body));
  }

  private void markAcknowledged() {
    acknowledgedToPeer = receiving.received();
    bytesSinceAcknowledged = 0;
  }

  /** Takes a message of the peer and returns the bodies that are complete with it, in order. */
  public List<LinkBody> receive(LinkFrame frame) {
    if (sending.acknowledge(frame.acknowledged())) {
      sharedParts.acknowledged(frame.acknowledged());
      lastProgressNanos = System.nanoTime();
      flush();
    }
    leaveEndedSocket();
    LinkBody body = frame.body();
    if (body == null) {
      return List.of();
    }
    List<LinkBody> bodies =
        body instanceof LinkBody.Bundle bundle ? bundle.bodies() : List.of(body);
    List<LinkBody> complete = new ArrayList<>(bodies.size());
    ReceiveWindow.Verdict refused = null;
    long sequence = frame.sequence();
    for (LinkBody each : bodies) {
      ReceiveWindow.Verdict verdict = receiving.accept(sequence);
      sequence++;
      if (verdict == ReceiveWindow.Verdict.NEXT) {
        LinkBody whole = handle(each);
        if (whole != null) {
          complete.add(whole);
        }
        count(each); // acknowledged once it is read: the peer may then write over shared memory
      } else {
        refused = verdict;
      }
    }
    if (refused != null) {
      refuse(refused);
    }
    flush(); // what is answered to the bodies
    return complete;
  }

  private void count(LinkBody body) {
    gapTold = false;
    long size = body.size();
    bytesSinceAcknowledged += size;
    if (metrics.isOn()) {
      metrics.received(size);
    }
    if (isAcknowledgementDue()) {
      acknowledge();
    }
  }

  private @Nullable LinkBody handle(LinkBody body) {
    if (body instanceof LinkBody.SocketOffer offer) {
      if (wire.connect(offer)) {
        acknowledge(); // so that the peer may change, too
      } else {
        add(new LinkBody.SocketDeclined());
      }
      return null;
    }
    if (body instanceof LinkBody.SocketDeclined) {
      wire.declined();
      return null;
    }
    if (body instanceof LinkBody.RingOffer offer) {
      add(new LinkBody.RingAnswer(arrivals.open(offer)));
      return null;
    }
    if (body instanceof LinkBody.RingAnswer answer) {
      sharedParts.onAnswer(answer.open());
      return null;
    }
    return arrivals.accept(body);
  }

  /** Of the many frames behind a lost one, the first is answered. */
  private void refuse(ReceiveWindow.Verdict verdict) {
    boolean gap = verdict == ReceiveWindow.Verdict.GAP;
    if (!gap || !gapTold) {
      acknowledge();
    }
    gapTold = gapTold || gap;
  }

  private boolean isAcknowledgementDue() {
    SendWindow.Limits credit = settings.limits();
    return receiving.received() - acknowledgedToPeer >= credit.inFlight() / CREDIT_SHARE
        || bytesSinceAcknowledged >= credit.inFlightBytes() / CREDIT_SHARE;
  }

  private void acknowledge() {
    markAcknowledged();
    wire.send(new LinkFrame(self, 0, receiving.received(), null));
  }

  /** Acknowledges what has not been, and sends again what has been on its way for too long. */
  void tick() {
    leaveEndedSocket();
    if (receiving.received() > acknowledgedToPeer) {
      acknowledge();
    }
    flush();
    long silent = System.nanoTime() - lastProgressNanos;
    long resendAfter = settings.resendAfter().toNanos();
    if (!wire.isBySocket() && silent > resendAfter) {
      resend();
    } else if (silent > UNREAD * resendAfter && !sending.isIdle()) {
      wire.giveUp();
    }
  }

  /** The peer has gone, nothing is sent any more. */
  void close() {
    sharedParts.close();
    wire.close();
  }

  /** Tells whether frames go by a socket, as between processes of one machine. */
  boolean isBySocket() {
    return wire.isBySocket();
  }

  /** Tells whether messages wait for credit. */
  public boolean isBusy() {
    return sending.isBlocked();
  }

  /** Tells whether the peer has all that was taken. */
  boolean isDelivered() {
    return sending.isEmpty();
  }

  /** Tells whether nothing is on its way in either direction, so that no tick is needed. */
  boolean isQuiet() {
    return sending.isIdle() && receiving.received() == acknowledgedToPeer;
  }
}
