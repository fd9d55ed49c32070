package org.multiengine.actors.internal.link;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.frame.FrameFormat;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.link.frame.LinkPayload;
import org.multiengine.actors.internal.link.frame.WrittenPayload;
import org.multiengine.core.link.OutboundMessage;
import org.multiengine.core.request.EncodedValue;

/**
 * A message that is too large for one frame, while it is sent. Its head goes first; its values
 * follow in parts, each made when there is credit for it. Used by one actor alone.
 */
final class ChunkedSend implements OutboundMessage<LinkMessage> {

  /** The size from which a value goes in parts. */
  private static final int MIN_SEPARATE_VALUE_BYTES = 16 << 10;

  private static final EncodedValue EMPTY = new EncodedValue(new byte[0]);

  /** Makes the next part of a value. */
  @FunctionalInterface
  interface PartMaker {

    /**
     * Returns a part with bytes of a segment.
     *
     * @param sequence the number of the part among the messages of the link
     * @param transfer the number of the large message
     */
    LinkMessage make(long sequence, long transfer, LinkControl.Layout layout, Slice slice);
  }

  /**
   * How parts are sent.
   *
   * @param partBytes the size of a part, in bytes
   * @param parts makes the parts
   * @param listener receives the progress
   */
  record Way(int partBytes, PartMaker parts, TransferListener listener) {}

  /** Some bytes of an array, which are not copied. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Slice(byte[] bytes, int offset, int length) {}

  private final LinkPayload origin;
  private final LinkControl.Begin begin;
  private final LinkControl.End last;
  private final List<EncodedValue> values;
  private final Way way;
  private boolean begun;
  private boolean ended;
  private int value;
  private int segment;
  private int offset;
  private long leftBytes;

  private ChunkedSend(LinkPayload origin, long number, Contents contents, Way way) {
    this.origin = origin;
    this.values = contents.values();
    this.leftBytes = values.stream().mapToLong(EncodedValue::size).sum();
    this.begin = new LinkControl.Begin(number, origin.progressCall(), leftBytes, contents.head());
    this.last = new LinkControl.End(number, origin);
    this.way = way;
  }

  /** The head of a message, null if it is too large itself, and the values that follow it. */
  private record Contents(@Nullable WrittenPayload head, List<EncodedValue> values) {}

  /**
   * Creates the send of a message.
   *
   * @param number a number that no other large message of the link has
   * @throws IllegalStateException if the message cannot be written
   */
  static ChunkedSend of(LinkPayload message, long number, FrameFormat format, Way way) {
    List<EncodedValue> values = new ArrayList<>();
    LinkPayload rest =
        message.mapValues(
            each -> {
              boolean goesBefore = each.size() >= MIN_SEPARATE_VALUE_BYTES;
              if (goesBefore) {
                values.add(each);
              }
              return goesBefore ? EMPTY : each;
            });
    byte[] written = format.write(rest);
    if (written.length > way.partBytes()) {
      values.add(new EncodedValue(written));
      return new ChunkedSend(message, number, new Contents(null, values), way);
    }
    var head = new WrittenPayload(message, written);
    return new ChunkedSend(message, number, new Contents(head, values), way);
  }

  /** Returns the message. */
  LinkPayload origin() {
    return origin;
  }

  /** Returns the number of the large message. */
  long number() {
    return begin.transfer();
  }

  /** Returns whether a part has been sent. */
  boolean isBegun() {
    return begun;
  }

  /** Reports how much is going to be sent. */
  void announce() {
    report(0, begin.bytes());
  }

  private void report(long bytes, long announced) {
    if (begin.call() != null) {
      way.listener().moved(begin.call(), bytes, announced);
    }
  }

  @Override
  public long size() {
    long around = (begun ? 0 : begin.size()) + (ended ? 0 : last.size());
    return leftBytes + around;
  }

  @Override
  public long nextSize() {
    if (!begun) {
      return begin.size();
    }
    return leftBytes > 0 ? LinkMessage.OVERHEAD_BYTES + (long) sliceLength() : last.size();
  }

  private int sliceLength() {
    return Math.min(way.partBytes(), segment().length - offset);
  }

  private byte[] segment() {
    return values.get(value).segments().get(segment);
  }

  @Override
  public LinkMessage next(long sequence) {
    if (!begun) {
      begun = true;
      return begin;
    }
    if (leftBytes == 0) {
      ended = true;
      return last;
    }
    EncodedValue current = values.get(value);
    var layout = new LinkControl.Layout(current.size(), current.segments().get(0).length);
    var slice = new Slice(segment(), offset, sliceLength());
    LinkMessage part = way.parts().make(sequence, number(), layout, slice);
    advance(slice.length());
    report(slice.length(), 0);
    return part;
  }

  private void advance(int bytes) {
    leftBytes -= bytes;
    offset += bytes;
    if (offset == segment().length) {
      offset = 0;
      segment++;
    }
    if (segment == values.get(value).segments().size()) {
      segment = 0;
      value++;
    }
  }

  @Override
  public boolean isTaken() {
    return ended;
  }

  @Override
  public boolean isLarge() {
    return true;
  }

  @Override
  public @Nullable Object group() {
    return origin.orderedClient();
  }
}
