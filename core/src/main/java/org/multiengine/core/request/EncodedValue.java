package org.multiengine.core.request;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A user's value as bytes, encoded once for each call and decoded once for each engine.
 *
 * <p>The bytes are in one piece or, if they may be more than an array can hold, in segments of
 * {@link #SEGMENT_BYTES}, of which only the last is shorter. Arrays are not copied; callers must
 * not change them.
 */
public final class EncodedValue {

  /**
   * The length of the segments of a value in several pieces. The length is a multiple of eight, so
   * that no element of an array is split, and slightly less than a power of two, so that a segment
   * and its header fill whole regions of the heap.
   */
  public static final int SEGMENT_BYTES = (8 << 20) - 64;

  private final List<byte[]> segments;
  private final long size;

  /** Creates a value in one piece. */
  public EncodedValue(byte[] bytes) {
    this(List.of(bytes));
  }

  /**
   * Creates a value from its segments.
   *
   * @throws IllegalArgumentException if there are no segments
   */
  public EncodedValue(List<byte[]> segments) {
    this.segments = List.copyOf(segments);
    if (this.segments.isEmpty()) {
      throw new IllegalArgumentException("a value without segments");
    }
    this.size = this.segments.stream().mapToLong(segment -> segment.length).sum();
  }

  /** Returns the segments in their order, at least one. A single segment may have any length. */
  public List<byte[]> segments() {
    return segments;
  }

  /**
   * Returns all bytes in one array, which is a copy if there are several segments.
   *
   * @throws IllegalStateException if the bytes do not fit into one array
   */
  public byte[] bytes() {
    if (segments.size() == 1) {
      return segments.get(0);
    }
    if (size > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalStateException(size + " bytes do not fit into one array");
    }
    byte[] joined = new byte[(int) size];
    int at = 0;
    for (byte[] segment : segments) {
      System.arraycopy(segment, 0, joined, at, segment.length);
      at += segment.length;
    }
    return joined;
  }

  /** Returns the length of the encoded form in bytes. */
  public long size() {
    return size;
  }

  /** Returns whether the other value has equal segments. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedValue that
        && size == that.size
        && Arrays.deepEquals(segments.toArray(), that.segments.toArray());
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, Arrays.hashCode(segments.get(0)));
  }

  @Override
  public String toString() {
    return "EncodedValue[" + size + " bytes]";
  }
}
