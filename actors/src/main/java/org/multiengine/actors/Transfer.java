package org.multiengine.actors;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.link.OutboundMessage;
import org.multiengine.core.request.EncodedValue;

/**
 * A body that is too large for one message, on its way out: its values go before it in parts, which
 * are made when there is credit for them. Used by one actor alone.
 */
final class Transfer implements OutboundMessage<LinkBody> {

  /** Smaller values stay where they are. */
  private static final int LEAST = 16 << 10;

  private static final EncodedValue EMPTY = new EncodedValue(new byte[0]);

  /** Makes the next part of a value. */
  @FunctionalInterface
  interface PartMaker {

    /**
     * Makes a part of bytes of a segment.
     *
     * @param sequence the number of the message
     * @param transfer the number of the transfer
     */
    LinkBody make(long sequence, long transfer, LinkBody.Layout layout, Slice slice);
  }

  /**
   * How parts go.
   *
   * @param partBytes how large they are
   * @param parts makes them
   * @param progress hears of each
   */
  record Way(int partBytes, PartMaker parts, Link.Progress progress) {}

  /** Some bytes of an array, which are not copied. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Slice(byte[] bytes, int offset, int length) {}

  private final LinkBody origin;
  private final LinkBody.Begin begin;
  private final LinkBody last;
  private final List<EncodedValue> values;
  private final Way way;

  private boolean begun;
  private boolean ended;
  private int value;
  private int segment;
  private int offset;
  private long left;

  private Transfer(LinkBody origin, long number, Contents contents, Way way) {
    this.origin = origin;
    this.values = contents.values();
    this.last = contents.last();
    this.left = values.stream().mapToLong(EncodedValue::size).sum();
    this.begin = begin(origin, number, left);
    this.way = way;
  }

  private static LinkBody.Begin begin(LinkBody origin, long number, long bytes) {
    if (origin instanceof LinkBody.Submit submit) {
      return new LinkBody.Begin(number, submit.client(), submit.call(), bytes);
    }
    if (origin instanceof LinkBody.Answers answers) {
      return new LinkBody.Begin(number, answers.client(), answers.call(), bytes);
    }
    return new LinkBody.Begin(number, "", 0, bytes);
  }

  /** The large values of a body, and what comes behind them. */
  private record Contents(List<EncodedValue> values, LinkBody last) {}

  /**
   * Makes one.
   *
   * @param number a number of its own among the transfers of the link
   * @throws IllegalStateException if the body cannot be written
   */
  static Transfer of(LinkBody body, long number, FrameFormat format, Way way) {
    List<EncodedValue> values = new ArrayList<>();
    LinkBody rest =
        body.mapValues(
            each -> {
              boolean goesBefore = each.size() >= LEAST;
              if (goesBefore) {
                values.add(each);
              }
              return goesBefore ? EMPTY : each;
            });
    LinkBody last = new LinkBody.Whole(number, rest);
    if (rest.size() > way.partBytes()) {
      values.add(new EncodedValue(format.write(rest)));
      last = new LinkBody.Written(number);
    }
    return new Transfer(body, number, new Contents(values, last), way);
  }

  /** Returns the body that is sent. */
  LinkBody origin() {
    return origin;
  }

  /** Returns the number of the transfer. */
  long number() {
    return begin.transfer();
  }

  /** Tells whether a message of it has been sent. */
  boolean isBegun() {
    return begun;
  }

  /** Tells how much is going to be sent. */
  void announce() {
    way.progress().moved(begin.client(), begin.call(), 0, begin.bytes());
  }

  @Override
  public long size() {
    long around = (begun ? 0 : begin.size()) + (ended ? 0 : last.size());
    return left + around;
  }

  @Override
  public long nextSize() {
    if (!begun) {
      return begin.size();
    }
    return left > 0 ? LinkBody.OVERHEAD + (long) sliceLength() : last.size();
  }

  private int sliceLength() {
    return Math.min(way.partBytes(), segment().length - offset);
  }

  private byte[] segment() {
    return values.get(value).segments().get(segment);
  }

  @Override
  public LinkBody next(long sequence) {
    if (!begun) {
      begun = true;
      return begin;
    }
    if (left == 0) {
      ended = true;
      return last;
    }
    EncodedValue current = values.get(value);
    var layout = new LinkBody.Layout(current.size(), current.segments().get(0).length);
    var slice = new Slice(segment(), offset, sliceLength());
    LinkBody part = way.parts().make(sequence, number(), layout, slice);
    advance(slice.length());
    way.progress().moved(begin.client(), begin.call(), slice.length(), 0);
    return part;
  }

  private void advance(int bytes) {
    left -= bytes;
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
    return origin.ordered();
  }
}
