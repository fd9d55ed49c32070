package org.multiengine.actors.internal.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.multiengine.actors.internal.protocol.LinkBody;
import org.multiengine.core.request.EncodedValue;

/** A body that is too large for one message, on its way in. Used by one actor alone. */
final class Arrival {

  /** Writes bytes of a part into an array. */
  @FunctionalInterface
  interface Source {
    void read(byte[] into, int offset, int length);
  }

  private final LinkBody.Begin begin;
  private final Deque<EncodedValue> values = new ArrayDeque<>();
  private List<byte[]> segments = new ArrayList<>();
  private byte[] segment = new byte[0];
  private int filled;
  private long leftOfValue;

  Arrival(LinkBody.Begin begin) {
    this.begin = begin;
  }

  LinkBody.Begin begin() {
    return begin;
  }

  /**
   * Takes the next bytes; they are of one segment.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void add(LinkBody.Layout layout, int length, Source source) {
    if (leftOfValue == 0) {
      segments = new ArrayList<>();
      leftOfValue = layout.bytes();
    }
    if (filled == segment.length) {
      segment = new byte[(int) Math.min(leftOfValue, layout.segment())];
      filled = 0;
      segments.add(segment);
    }
    if (length > segment.length - filled) {
      throw new IllegalArgumentException("a part of " + length + " bytes does not fit its value");
    }
    source.read(segment, filled, length);
    filled += length;
    leftOfValue -= length;
    if (leftOfValue == 0) {
      values.add(new EncodedValue(segments));
    }
  }

  /** Returns the body, whose values are all here. */
  LinkBody complete(LinkBody.Whole whole) {
    return whole.body().mapValues(this::original);
  }

  /** Returns the body, which is the last of the values. */
  LinkBody complete(FrameFormat format) {
    return format.read(values.removeLast().bytes()).mapValues(this::original);
  }

  private EncodedValue original(EncodedValue value) {
    return value.size() == 0 && !values.isEmpty() ? values.removeFirst() : value;
  }
}
