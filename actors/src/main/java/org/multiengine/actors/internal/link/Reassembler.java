package org.multiengine.actors.internal.link;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.link.frame.LinkPayload;
import org.multiengine.actors.internal.link.frame.UnreadablePayload;
import org.multiengine.core.local.SharedSegment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts together large messages that a link receives in parts. A message that the owner of the link
 * does not admit, or whose head cannot be read, is dropped. Used by one actor alone.
 */
final class Reassembler {

  private static final Logger LOG = LoggerFactory.getLogger(Reassembler.class);

  private static final String NO_ROOM = "it is too large for what the receiver has room for";

  /** Decides whether a large message is taken. */
  @FunctionalInterface
  interface Admissions {

    /** Decides by the head of a message, null if it comes in parts, and the size of its values. */
    Admission decide(@Nullable LinkPayload head, long bytes);
  }

  private final FrameFormat format;
  private final String sharedFolder;
  private final TransferListener listener;
  private final Admissions admission;
  private @Nullable Reassembly current;
  private Admission admitted = Admission.DENIED;
  private @Nullable SharedSegment segment;

  /**
   * Creates a reassembler.
   *
   * @param sharedFolder the folder of shared memory; empty for none
   * @param listener receives how much of a message has come
   * @param admission decides on a message by its head and the size of its values
   */
  Reassembler(
      FrameFormat format, String sharedFolder, TransferListener listener, Admissions admission) {
    this.admission = admission;
    this.format = format;
    this.sharedFolder = sharedFolder;
    this.listener = listener;
  }

  /** Opens the memory of the peer; returns whether that is possible. */
  boolean open(LinkControl.SegmentOffer offer) {
    var shape = new SharedSegment.Shape(offer.slots(), offer.slotBytes());
    if (segment != null) {
      throw new IllegalArgumentException("a second offer of shared memory");
    }
    try {
      segment =
          sharedFolder.isEmpty()
              ? null
              : SharedSegment.open(Path.of(sharedFolder), Path.of(offer.file()), shape);
    } catch (IOException | RuntimeException e) {
      LOG.debug("memory of a process of this machine cannot be opened", e);
    }
    return segment != null;
  }

  /** Drops the message that has begun, and gives the memory of the peer back. */
  void close() {
    drop();
    SharedSegment shared = segment;
    segment = null;
    if (shared != null) {
      shared.unmap();
    }
  }

  /** Begins a message. */
  void begin(LinkControl.Begin begin) {
    drop();
    current = new Reassembly(begin);
    if (!(begin.head() instanceof UnreadablePayload)) {
      admitted = admission.decide((LinkPayload) begin.head(), begin.bytes());
    }
    report(begin, 0, begin.bytes());
  }

  /** Drops the message that has begun, if there is one. */
  void drop() {
    current = null;
    Runnable release = admitted.release();
    admitted = Admission.DENIED;
    if (release != null) {
      release.run();
    }
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
    if (admitted.isGranted()) {
      reassembly.add(layout, length, source);
    }
    report(reassembly.begin(), length, 0);
  }

  /**
   * Ends the message and returns it; null if it was dropped.
   *
   * @throws IllegalArgumentException if the peer is at fault
   */
  @Nullable LinkMessage end(LinkControl.End end) {
    Reassembly reassembly = of(end.transfer());
    LinkMessage head = reassembly.begin().head();
    boolean taken = admitted.isGranted();
    drop();
    if (!taken) {
      return head == null ? new UnreadablePayload(NO_ROOM, 0) : unreadable(head);
    }
    return reassembly.complete(head == null ? format.payload(reassembly.takeWritten()) : head);
  }

  /** Returns a head that cannot be read; null for another, which its owner has answered. */
  private static @Nullable LinkMessage unreadable(LinkMessage head) {
    return head instanceof UnreadablePayload ? head : null;
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
      drop();
    }
  }
}
