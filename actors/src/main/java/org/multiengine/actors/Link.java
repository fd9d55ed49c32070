package org.multiengine.actors;

import akka.actor.typed.ActorRef;
import akka.actor.typed.javadsl.Adapter;
import akka.serialization.Serialization;
import akka.serialization.Serializers;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.metrics.LinkMetrics;
import org.multiengine.actors.metrics.Metrics;
import org.multiengine.core.EncodedValue;
import org.multiengine.core.QueueFull;
import org.multiengine.core.link.ReceiveWindow;
import org.multiengine.core.link.SendWindow;
import scala.util.Try;

/**
 * One end of a link: what goes in at one end comes out at the other once and in order, or not at
 * all if the other end has gone. Large bodies cross in parts. Used by one actor alone.
 */
final class Link {

  /** Which part of the peer's credit may be used up before it is acknowledged without a tick. */
  private static final int CREDIT_SHARE = 4;

  private final ActorRef<LinkFrame> self;
  private final ActorRef<LinkFrame> peer;
  private final MultiengineSettings.LinkSettings settings;
  private final Serialization serialization;
  private final SendWindow<LinkBody> sending;
  private final ReceiveWindow receiving = new ReceiveWindow();
  private final LinkMetrics metrics;
  private long acknowledgedToPeer;
  private long bytesSinceAcknowledged;
  private long lastProgressNanos;
  private boolean gapTold;
  private @Nullable ByteArrayOutputStream parts;

  Link(
      ActorRef<LinkFrame> self,
      ActorRef<LinkFrame> peer,
      MultiengineSettings.LinkSettings settings,
      Serialization serialization) {
    this.self = self;
    this.peer = peer;
    this.settings = settings;
    this.serialization = serialization;
    this.sending = new SendWindow<>(settings.limits());
    this.metrics = Metrics.get(Adapter.toTyped(serialization.system())).links();
    this.lastProgressNanos = System.nanoTime();
  }

  /** Returns the actor at the other end. */
  ActorRef<LinkFrame> peer() {
    return peer;
  }

  /**
   * Sends a body as soon as there is credit for it.
   *
   * @throws QueueFull if too much waits already and the body is a request; nothing is sent then
   * @throws IllegalStateException if the body is large and cannot be written; nothing is sent then
   */
  void send(LinkBody body) {
    long size = body.size();
    boolean whole = size <= settings.partBytes() || peer.path().address().hasLocalScope();
    List<LinkBody> pieces = whole ? List.of(body) : split(body);
    long sizeOfEach = whole ? size : settings.partBytes();
    if (body instanceof LinkBody.Submit) {
      sending.offer(pieces, sizeOfEach);
    } else {
      sending.add(pieces, sizeOfEach);
    }
    sendWithCredit();
  }

  private List<LinkBody> split(LinkBody body) {
    byte[] bytes = written(body);
    String manifest = Serializers.manifestFor(serialization.findSerializerFor(body), body);
    List<LinkBody> pieces = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += settings.partBytes()) {
      int to = Math.min(bytes.length, from + settings.partBytes());
      var piece = new EncodedValue(Arrays.copyOfRange(bytes, from, to));
      pieces.add(new LinkBody.Part(manifest, piece, to == bytes.length));
    }
    return pieces;
  }

  /** Akka hands on whatever the serializer threw, checked exceptions too, which nobody expects. */
  private byte[] written(LinkBody body) {
    Try<byte[]> bytes = serialization.serialize(body);
    if (bytes.isFailure()) {
      Throwable cause = bytes.failed().get();
      throw new IllegalStateException("a message cannot be written: " + cause, cause);
    }
    return bytes.get();
  }

  private void sendWithCredit() {
    if (sending.isIdle()) {
      lastProgressNanos = System.nanoTime();
    }
    sending.takeSendable().forEach(this::transmit);
  }

  private void transmit(SendWindow.Numbered<LinkBody> numbered) {
    markAcknowledged();
    if (metrics.isOn()) {
      metrics.sent(numbered.message().size());
    }
    peer.tell(new LinkFrame(self, numbered.sequence(), receiving.received(), numbered.message()));
  }

  private void markAcknowledged() {
    acknowledgedToPeer = receiving.received();
    bytesSinceAcknowledged = 0;
  }

  /** Takes a message of the peer and returns the bodies that are complete with it, at most one. */
  List<LinkBody> receive(LinkFrame frame) {
    if (sending.acknowledge(frame.acknowledged())) {
      lastProgressNanos = System.nanoTime();
      sendWithCredit();
    }
    LinkBody body = frame.body();
    if (body == null) {
      return List.of();
    }
    ReceiveWindow.Verdict verdict = receiving.accept(frame.sequence());
    if (verdict != ReceiveWindow.Verdict.NEXT) {
      refuse(verdict);
      return List.of();
    }
    gapTold = false;
    long size = body.size();
    bytesSinceAcknowledged += size;
    if (metrics.isOn()) {
      metrics.received(size);
    }
    if (isAcknowledgementDue()) {
      acknowledge();
    }
    return body instanceof LinkBody.Part part ? join(part) : List.of(body);
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

  private List<LinkBody> join(LinkBody.Part part) {
    ByteArrayOutputStream collected = parts == null ? new ByteArrayOutputStream() : parts;
    collected.writeBytes(part.bytes().bytes());
    if (!part.last()) {
      parts = collected;
      return List.of();
    }
    parts = null;
    return List.of(LinkBody.decode(serialization, collected.toByteArray(), part.manifest()));
  }

  private void acknowledge() {
    markAcknowledged();
    peer.tell(new LinkFrame(self, 0, receiving.received(), null));
  }

  /** Acknowledges what has not been, and sends again what has been on its way for too long. */
  void tick() {
    if (receiving.received() > acknowledgedToPeer) {
      acknowledge();
    }
    long silent = System.nanoTime() - lastProgressNanos;
    if (silent > settings.resendAfter().toNanos()) {
      lastProgressNanos = System.nanoTime();
      List<SendWindow.Numbered<LinkBody>> again = sending.unacknowledged();
      metrics.resent(again.size());
      again.forEach(this::transmit);
    }
  }

  /** Tells whether messages wait for credit. */
  boolean isBusy() {
    return sending.isWaiting();
  }

  /** Tells whether the peer has all that was sent. */
  boolean isDelivered() {
    return sending.isIdle();
  }

  /** Tells whether nothing is on its way in either direction, so that no tick is needed. */
  boolean isQuiet() {
    return sending.isIdle() && receiving.received() == acknowledgedToPeer;
  }
}
