package org.multiengine.actors.internal.link;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.link.frame.LinkPayload;
import org.multiengine.actors.internal.link.frame.WrittenPayload;
import org.multiengine.core.link.OutboundMessage;
import org.multiengine.core.link.SendWindow;
import org.multiengine.core.link.SendWindow.Numbered;

/**
 * The sending side of a link: turns payloads into messages of one or of many frames, which wait for
 * credit in a {@link SendWindow}. Used by one actor alone.
 */
final class Outgoing {

  private final LinkSettings settings;
  private final FrameFormat format;
  private final TransferListener listener;
  private final SharedSlots slots;
  private final SendWindow<LinkMessage> window;
  private long lastTransfer;

  Outgoing(LinkSettings settings, FrameFormat format, TransferListener listener) {
    this.settings = settings;
    this.format = format;
    this.listener = listener;
    this.slots = new SharedSlots(settings);
    this.window = new SendWindow<>(settings.limits());
  }

  SendWindow<LinkMessage> window() {
    return window;
  }

  SharedSlots slots() {
    return slots;
  }

  /** Adds a message of the link. */
  void add(LinkControl control) {
    window.add(new SmallMessage(control));
  }

  /** Adds a prepared payload, however much waits. */
  void add(OutboundMessage<LinkMessage> prepared) {
    window.add(prepared);
    announce(prepared);
  }

  /**
   * Adds a prepared payload.
   *
   * @throws org.multiengine.core.error.QueueFull if too much waits; it is not added then
   */
  void offer(OutboundMessage<LinkMessage> prepared) {
    window.offer(prepared);
    announce(prepared);
  }

  private static void announce(OutboundMessage<LinkMessage> added) {
    if (added instanceof ChunkedSend large) {
      large.announce();
    }
  }

  /**
   * Prepares a payload to be added.
   *
   * @throws IllegalStateException if it cannot be written
   */
  OutboundMessage<LinkMessage> prepare(LinkPayload payload, Wire wire) {
    long estimate = payload.size();
    if (wire.isInThisProcess()) {
      return new SmallMessage(payload, estimate);
    }
    if (estimate <= settings.partBytes()) {
      var written = new WrittenPayload(payload, format.write(payload));
      if (written.size() <= settings.partBytes()) {
        return new SmallMessage(written);
      }
    }
    LinkControl.SegmentOffer offer = wire.sharesMemory() ? slots.offer() : null;
    if (offer != null) {
      add(offer);
    }
    lastTransfer++;
    return ChunkedSend.of(
        payload,
        lastTransfer,
        format,
        new ChunkedSend.Way(settings.partBytes(), slots::part, listener));
  }

  /** Returns the payload whose last or only message has a number; null if there is none. */
  @Nullable LinkPayload inFlight(long sequence) {
    for (Numbered<LinkMessage> each : window.unacknowledged()) {
      if (each.sequence() == sequence) {
        return origin(each.message());
      }
    }
    return null;
  }

  private static @Nullable LinkPayload origin(LinkMessage message) {
    if (message instanceof LinkControl.End end) {
      return end.origin();
    }
    if (message instanceof WrittenPayload written) {
      return written.origin();
    }
    return message instanceof LinkPayload payload ? payload : null;
  }

  /** Takes back payloads of which not all is sent, because they are large or wait behind one. */
  List<LinkPayload> withdraw(Predicate<LinkPayload> which) {
    List<LinkPayload> withdrawn = new ArrayList<>();
    Predicate<OutboundMessage<LinkMessage>> wanted =
        each -> {
          LinkPayload payload = payload(each);
          return payload != null && which.test(payload);
        };
    OutboundMessage<LinkMessage> next = window.withdraw(wanted);
    while (next != null) {
      LinkPayload payload = payload(next);
      if (payload != null) {
        withdrawn.add(payload);
      }
      if (next instanceof ChunkedSend large && large.isBegun()) {
        add(new LinkControl.Withdrawn(large.number()));
      }
      next = window.withdraw(wanted);
    }
    return withdrawn;
  }

  private static @Nullable LinkPayload payload(OutboundMessage<LinkMessage> message) {
    if (message instanceof ChunkedSend large) {
      return large.origin();
    }
    return message instanceof SmallMessage small ? small.payload() : null;
  }
}
