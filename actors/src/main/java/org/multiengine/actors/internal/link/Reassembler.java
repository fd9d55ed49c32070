package org.multiengine.actors.internal.link;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.local.SharedSegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts together large messages that a link receives in parts. Used by one actor alone. */
final class Reassembler {

  private static final Logger LOG = LoggerFactory.getLogger(Reassembler.class);

  private final FrameFormat format;
  private final String sharedFolder;
  private final TransferListener listener;
  private @Nullable Reassembly current;
  private @Nullable SharedSegment segment;

  /**
   * Creates a reassembler.
   *
   * @param sharedFolder the folder of shared memory; empty for none
   * @param listener receives how much of a message has come
   */
  Reassembler(FrameFormat format, String sharedFolder, TransferListener listener) {
    this.format = format;
    this.sharedFolder = sharedFolder;
    this.listener = listener;
  }

  /** Opens the memory of the peer; returns whether that is possible. */
  boolean open(LinkControl.SegmentOffer offer) {
    var shape = new SharedSegment.Shape(offer.slots(), offer.slotBytes());
    try {
      segment =
          sharedFolder.isEmpty()
              ? null
              : SharedSegment.open(Path.of(sharedFolder), Path.of(offer.file()), shape);
    } catch (IOException | UnsupportedOperationException e) {
      LOG.debug("memory of a process of this machine cannot be opened", e);
    }
    return segment != null;
  }

  /** Begins a message. */
  void begin(LinkControl.Begin begin) {
    current = new Reassembly(begin);
    report(begin, 0, begin.bytes());
  }

  private void report(LinkControl.Begin begin, long bytes, long announced) {
    if (begin.call() != null) {
      listener.moved(begin.call(), bytes, announced);
    }
  }

  /**
   * Adds bytes to the message.
   *
   * @throws IllegalArgumentException if the peer is at fault
   */
  void add(LinkControl.Part part) {
    int length = part.bytes().remaining();
    add(part.transfer(), part.layout(), length, part.bytes().duplicate()::get);
  }

  /**
   * Adds bytes in shared memory to the message.
   *
   * @throws IllegalArgumentException if the peer is at fault
   */
  void add(LinkControl.SharedPart part) {
    SharedSegment shared = segment;
    if (shared == null) {
      throw new IllegalArgumentException("a part in memory that is not shared");
    }
    add(
        part.transfer(),
        part.layout(),
        part.length(),
        (into, offset, length) -> shared.read(part.slot(), into, offset, length));
  }

  private void add(long transfer, LinkControl.Layout layout, int length, Reassembly.Source source) {
    Reassembly reassembly = of(transfer);
    reassembly.add(layout, length, source);
    report(reassembly.begin(), length, 0);
  }

  /**
   * Ends the message and returns it.
   *
   * @throws IllegalArgumentException if the peer is at fault
   */
  LinkPayload end(LinkControl.Whole whole) {
    return take(whole.transfer()).complete(whole);
  }

  /**
   * Ends the message and returns it.
   *
   * @throws IllegalArgumentException if the peer is at fault
   */
  LinkPayload end(LinkControl.Written written) {
    return take(written.transfer()).complete(format);
  }

  private Reassembly take(long transfer) {
    Reassembly reassembly = of(transfer);
    current = null;
    return reassembly;
  }

  private Reassembly of(long transfer) {
    Reassembly reassembly = current;
    if (reassembly == null || reassembly.begin().transfer() != transfer) {
      throw new IllegalArgumentException("a message of transfer " + transfer + ", not begun");
    }
    return reassembly;
  }

  /** Drops the message, unless the next one has begun meanwhile. */
  void withdraw(LinkControl.Withdrawn withdrawn) {
    if (current != null && current.begin().transfer() == withdrawn.transfer()) {
      current = null;
    }
  }
}
