package org.multiengine.core.value;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.multiengine.core.DType;
import org.multiengine.core.NDArray;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.EncodedValue;

/**
 * The encoding of an {@link NDArray} as one block of bytes, copied at the speed of memory.
 *
 * <p>Layout: the kind, the letter of the elements' type, the number of bytes of an element, the
 * number of dimensions, four zero bytes, the length of each dimension in eight bytes, the elements
 * in little-endian order. A block longer than a segment continues in the next segment.
 */
final class NDArrayBlock {

  /** The kind of the block, which follows those of {@link RawBlock}. */
  static final byte KIND = 11;

  private static final int HEADER_BYTES = 8;

  private static final String DAMAGED =
      "cannot decode an NDArray: its bytes are truncated or damaged";

  private NDArrayBlock() {}

  static EncodedValue encode(NDArray array) {
    int[] shape = array.shape();
    ByteBuffer head =
        ByteBuffer.allocate(HEADER_BYTES + Long.BYTES * shape.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(0, KIND)
            .put(1, (byte) array.type().code().charAt(0))
            .put(2, (byte) array.type().bytes())
            .put(3, (byte) shape.length);
    for (int i = 0; i < shape.length; i++) {
      head.putLong(HEADER_BYTES + Long.BYTES * i, shape[i]);
    }
    byte[] data = array.bytes();
    List<byte[]> segments = new ArrayList<>();
    long left = (long) head.capacity() + data.length;
    int done = 0;
    while (left > 0) {
      byte[] segment = new byte[(int) Math.min(left, EncodedValue.SEGMENT_BYTES)];
      int first = segments.isEmpty() ? head.capacity() : 0;
      System.arraycopy(head.array(), 0, segment, 0, first);
      System.arraycopy(data, done, segment, first, segment.length - first);
      done += segment.length - first;
      segments.add(segment);
      left -= segment.length;
    }
    return new EncodedValue(segments);
  }

  /**
   * Returns the array of an encoded form.
   *
   * @throws SerializationError if the number of bytes does not match the header
   */
  static NDArray decode(EncodedValue value) {
    ByteBuffer head = ByteBuffer.wrap(value.segments().get(0)).order(ByteOrder.LITTLE_ENDIAN);
    if (head.capacity() < HEADER_BYTES
        || head.get(3) < 0
        || head.capacity() < HEADER_BYTES + Long.BYTES * head.get(3)) {
      throw new SerializationError(DAMAGED, null);
    }
    int[] shape = new int[head.get(3)];
    int first = HEADER_BYTES + Long.BYTES * shape.length;
    try {
      for (int i = 0; i < shape.length; i++) {
        shape[i] = Math.toIntExact(head.getLong(HEADER_BYTES + Long.BYTES * i));
      }
      return NDArray.of(
          DType.ofCode("" + (char) head.get(1) + head.get(2)), shape, data(value, first));
    } catch (IllegalArgumentException | ArithmeticException damaged) {
      throw new SerializationError(DAMAGED, damaged);
    }
  }

  private static byte[] data(EncodedValue value, int first) {
    long size = value.size() - first;
    if (size > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalArgumentException("too long");
    }
    byte[] data = new byte[(int) size];
    int done = 0;
    int from = first;
    for (byte[] segment : value.segments()) {
      System.arraycopy(segment, from, data, done, segment.length - from);
      done += segment.length - from;
      from = 0;
    }
    return data;
  }
}
