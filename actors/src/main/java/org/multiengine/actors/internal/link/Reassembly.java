package org.multiengine.actors.internal.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.multiengine.actors.internal.link.frame.LinkControl;
import org.multiengine.actors.internal.link.frame.LinkMessage;
import org.multiengine.actors.internal.link.frame.LinkPayload;
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
  private long leftBytes;

  Reassembly(LinkControl.Begin begin) {
    this.begin = begin;
    this.leftBytes = begin.bytes();
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
    if (length <= 0 || length > leftBytes) {
      throw new IllegalArgumentException(
          "a part of " + length + " bytes, where " + leftBytes + " are announced");
    }
    leftBytes -= length;
    if (leftOfValueBytes == 0) {
      check(layout, leftBytes + length);
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

  private static void check(LinkControl.Layout layout, long announced) {
    if (layout.bytes() <= 0 || layout.bytes() > announced || layout.segment() <= 0) {
      throw new IllegalArgumentException(
          "a value of " + layout.bytes() + " bytes, where " + announced + " are announced");
    }
  }

  /**
   * Removes and returns the last of the values, which is the written form of the message.
   *
   * @throws IllegalArgumentException if there is none
   */
  byte[] takeWritten() {
    EncodedValue last = values.pollLast();
    if (last == null) {
      throw new IllegalArgumentException("a message without its bytes");
    }
    return last.bytes();
  }

  /**
   * Returns the message with its values.
   *
   * @throws IllegalArgumentException if not all of them have come
   */
  LinkMessage complete(LinkMessage message) {
    if (leftBytes != 0) {
      throw new IllegalArgumentException(leftBytes + " bytes of a message have not come");
    }
    return message instanceof LinkPayload payload ? payload.mapValues(this::original) : message;
  }

  private EncodedValue original(EncodedValue value) {
    return value.size() == 0 && !values.isEmpty() ? values.removeFirst() : value;
  }
}
