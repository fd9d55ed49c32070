package org.multiengine.actors.internal.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.multiengine.core.request.EncodedValue;

/** A message that is too large for one frame, while it is received. Used by one actor alone. */
final class Reassembly {

  /** Writes bytes of a part into an array. */
  @FunctionalInterface
  interface Source {
    void read(byte[] into, int offset, int length);
  }

  private final LinkControl.Begin begin;
  private final Deque<EncodedValue> values = new ArrayDeque<>();
  private List<byte[]> segments = new ArrayList<>();
  private byte[] segment = new byte[0];
  private int filledBytes;
  private long leftOfValueBytes;

  Reassembly(LinkControl.Begin begin) {
    this.begin = begin;
  }

  LinkControl.Begin begin() {
    return begin;
  }

  /**
   * Adds the next bytes, which belong to one segment.
   *
   * @throws IllegalArgumentException if they do not fit
   */
  void add(LinkControl.Layout layout, int length, Source source) {
    if (leftOfValueBytes == 0) {
      segments = new ArrayList<>();
      leftOfValueBytes = layout.bytes();
    }
    if (filledBytes == segment.length) {
      segment = new byte[(int) Math.min(leftOfValueBytes, layout.segment())];
      filledBytes = 0;
      segments.add(segment);
    }
    if (length > segment.length - filledBytes) {
      throw new IllegalArgumentException("a part of " + length + " bytes does not fit its value");
    }
    source.read(segment, filledBytes, length);
    filledBytes += length;
    leftOfValueBytes -= length;
    if (leftOfValueBytes == 0) {
      values.add(new EncodedValue(segments));
    }
  }

  /** Returns the message with its values, all of which have come. */
  LinkPayload complete(LinkControl.Whole whole) {
    return whole.message().mapValues(this::original);
  }

  /** Returns the message whose written form is the last of the values. */
  LinkPayload complete(FrameFormat format) {
    return format.read(values.removeLast().bytes()).mapValues(this::original);
  }

  private EncodedValue original(EncodedValue value) {
    return value.size() == 0 && !values.isEmpty() ? values.removeFirst() : value;
  }
}
