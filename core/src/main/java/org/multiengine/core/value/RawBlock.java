package org.multiengine.core.value;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.SerializationError;
import org.multiengine.core.request.EncodedValue;

/**
 * The encoding of arrays of primitives and of byte buffers as one block of little-endian bytes,
 * copied at the speed of memory.
 *
 * <p>Layout: the kind, the byte order of a buffer, two zero bytes, the number of elements in four
 * bytes, the elements. The header takes eight bytes so that the elements are aligned. A block
 * longer than a segment continues in the next segment.
 */
enum RawBlock {
  BOOLEAN(2, boolean[].class, 1) {
    @Override
    void put(Object array, Range range, ByteBuffer to) {
      for (int i = range.first(); i < range.end(); i++) {
        to.put((byte) (((boolean[]) array)[i] ? 1 : 0));
      }
    }

    @Override
    void get(ByteBuffer from, Object array, Range range) {
      for (int i = range.first(); i < range.end(); i++) {
        ((boolean[]) array)[i] = from.get() != 0;
      }
    }
  },
  BYTE(3, byte[].class, 1) {
    @Override
    void put(Object array, Range range, ByteBuffer to) {
      to.put((byte[]) array, range.first(), range.count());
    }

    @Override
    void get(ByteBuffer from, Object array, Range range) {
      from.get((byte[]) array, range.first(), range.count());
    }
  },
  CHAR(4, char[].class, Character.BYTES) {
    @Override
    void put(Object array, Range range, ByteBuffer to) {
      to.asCharBuffer().put((char[]) array, range.first(), range.count());
    }

    @Override
    void get(ByteBuffer from, Object array, Range range) {
      from.asCharBuffer().get((char[]) array, range.first(), range.count());
    }
  },
  SHORT(5, short[].class, Short.BYTES) {
    @Override
    void put(Object array, Range range, ByteBuffer to) {
      to.asShortBuffer().put((short[]) array, range.first(), range.count());
    }

    @Override
    void get(ByteBuffer from, Object array, Range range) {
      from.asShortBuffer().get((short[]) array, range.first(), range.count());
    }
  },
  INT(6, int[].class, Integer.BYTES) {
    @Override
    void put(Object array, Range range, ByteBuffer to) {
      to.asIntBuffer().put((int[]) array, range.first(), range.count());
    }

    @Override
    void get(ByteBuffer from, Object array, Range range) {
      from.asIntBuffer().get((int[]) array, range.first(), range.count());
    }
  },
  LONG(7, long[].class, Long.BYTES) {
    @Override
    void put(Object array, Range range, ByteBuffer to) {
      to.asLongBuffer().put((long[]) array, range.first(), range.count());
    }

    @Override
    void get(ByteBuffer from, Object array, Range range) {
      from.asLongBuffer().get((long[]) array, range.first(), range.count());
    }
  },
  FLOAT(8, float[].class, Float.BYTES) {
    @Override
    void put(Object array, Range range, ByteBuffer to) {
      to.asFloatBuffer().put((float[]) array, range.first(), range.count());
    }

    @Override
    void get(ByteBuffer from, Object array, Range range) {
      from.asFloatBuffer().get((float[]) array, range.first(), range.count());
    }
  },
  DOUBLE(9, double[].class, Double.BYTES) {
    @Override
    void put(Object array, Range range, ByteBuffer to) {
      to.asDoubleBuffer().put((double[]) array, range.first(), range.count());
    }

    @Override
    void get(ByteBuffer from, Object array, Range range) {
      from.asDoubleBuffer().get((double[]) array, range.first(), range.count());
    }
  },
  BUFFER(10, ByteBuffer.class, 1) {
    @Override
    void put(Object buffer, Range range, ByteBuffer to) {
      to.put(part((ByteBuffer) buffer, range));
    }

    @Override
    void get(ByteBuffer from, Object buffer, Range range) {
      part((ByteBuffer) buffer, range).put(from);
    }

    @Override
    int length(Object buffer) {
      return ((ByteBuffer) buffer).remaining();
    }

    @Override
    Object create(int length, boolean bigEndian) {
      var order = bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      return ByteBuffer.allocate(length).order(order);
    }

    @Override
    boolean isBigEndian(Object buffer) {
      return ((ByteBuffer) buffer).order() == ByteOrder.BIG_ENDIAN;
    }

    private static ByteBuffer part(ByteBuffer buffer, Range range) {
      return buffer.slice(buffer.position() + range.first(), range.count());
    }
  };

  /**
   * A range of elements of an array.
   *
   * @param first the index of the first element
   * @param count the number of elements
   */
  private record Range(int first, int count) {
    int end() {
      return first + count;
    }
  }

  private static final int HEADER_BYTES = 8;

  private static final Map<Class<?>, RawBlock> BY_TYPE =
      Arrays.stream(values()).collect(Collectors.toMap(block -> block.type, Function.identity()));

  private final byte kind;
  private final Class<?> type;
  private final int width;

  RawBlock(int kind, Class<?> type, int width) {
    this.kind = (byte) kind;
    this.type = type;
    this.width = width;
  }

  /** Writes a range of elements at the buffer's position. */
  abstract void put(Object array, Range range, ByteBuffer to);

  /**
   * Reads a range of elements from the buffer's position to its limit. The buffer holds all of
   * them.
   */
  abstract void get(ByteBuffer from, Object array, Range range);

  int length(Object array) {
    return Array.getLength(array);
  }

  /**
   * Creates an empty value to read elements into.
   *
   * @param length the number of elements
   * @param bigEndian the byte order of a buffer
   */
  Object create(int length, boolean bigEndian) {
    return Array.newInstance(Objects.requireNonNull(type.getComponentType()), length);
  }

  boolean isBigEndian(Object array) {
    return false;
  }

  /**
   * Returns the block for a value, or null if the value is not an array of primitives or a byte
   * buffer.
   */
  static @Nullable RawBlock of(Object value) {
    return value instanceof ByteBuffer ? BUFFER : BY_TYPE.get(value.getClass());
  }

  /** Returns the block of a kind, or null if there is no such block. */
  static @Nullable RawBlock of(byte kind) {
    int index = kind - BOOLEAN.kind;
    return index >= 0 && index < values().length ? values()[index] : null;
  }

  /** Returns the encoded form of a value. */
  EncodedValue encode(Object value) {
    int length = length(value);
    List<byte[]> segments = segments(HEADER_BYTES + (long) length * width);
    littleEndian(segments.get(0))
        .put(0, kind)
        .put(1, (byte) (isBigEndian(value) ? 1 : 0))
        .putInt(Integer.BYTES, length);
    walk(segments, (segment, range) -> put(value, range, segment));
    return new EncodedValue(segments);
  }

  private static List<byte[]> segments(long size) {
    List<byte[]> segments = new ArrayList<>();
    for (long left = size; left > 0; left -= EncodedValue.SEGMENT_BYTES) {
      segments.add(new byte[(int) Math.min(left, EncodedValue.SEGMENT_BYTES)]);
    }
    return segments;
  }

  private static ByteBuffer littleEndian(byte[] segment) {
    return ByteBuffer.wrap(segment).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Visits each segment, positioned at its first element, with the range of its elements. */
  private void walk(List<byte[]> segments, BiConsumer<ByteBuffer, Range> visitor) {
    int done = 0;
    int header = HEADER_BYTES;
    for (byte[] segment : segments) {
      var elements = littleEndian(segment).position(header);
      var range = new Range(done, elements.remaining() / width);
      visitor.accept(elements, range);
      done = range.end();
      header = 0;
    }
  }

  /**
   * Returns the value of an encoded form.
   *
   * @throws SerializationError if the number of bytes does not match the header
   */
  Object decode(EncodedValue value) {
    var header = littleEndian(value.segments().get(0));
    int length = header.capacity() < HEADER_BYTES ? -1 : header.getInt(Integer.BYTES);
    if (length < 0
        || value.size() != HEADER_BYTES + (long) length * width
        || splitsAnElement(value)) {
      throw new SerializationError(
          "cannot decode " + type.getTypeName() + ": its bytes are truncated or damaged", null);
    }
    var decoded = create(length, header.get(1) == 1);
    walk(value.segments(), (segment, range) -> get(segment, decoded, range));
    return decoded;
  }

  /** Returns whether an element is split between two segments. */
  private boolean splitsAnElement(EncodedValue value) {
    return value.segments().stream().anyMatch(segment -> segment.length % width != 0);
  }
}
