package org.multiengine.core.value;

import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.SerializationError;

/**
 * Arrays of primitives, and byte buffers, as one block of little-endian bytes copied at the speed
 * of memory.
 *
 * <p>Layout: the kind, the byte order of a buffer, two zero bytes, the number of elements in four
 * bytes, the elements. The header takes eight bytes so that the elements are aligned.
 */
enum RawBlock {
  BOOLEAN(2, boolean[].class, 1) {
    @Override
    void put(Object array, ByteBuffer to) {
      for (boolean element : (boolean[]) array) {
        to.put((byte) (element ? 1 : 0));
      }
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var array = new boolean[length];
      for (int i = 0; i < length; i++) {
        array[i] = from.get() != 0;
      }
      return array;
    }
  },
  BYTE(3, byte[].class, 1) {
    @Override
    void put(Object array, ByteBuffer to) {
      to.put((byte[]) array);
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var array = new byte[length];
      from.get(array);
      return array;
    }
  },
  CHAR(4, char[].class, Character.BYTES) {
    @Override
    void put(Object array, ByteBuffer to) {
      to.asCharBuffer().put((char[]) array);
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var array = new char[length];
      from.asCharBuffer().get(array);
      return array;
    }
  },
  SHORT(5, short[].class, Short.BYTES) {
    @Override
    void put(Object array, ByteBuffer to) {
      to.asShortBuffer().put((short[]) array);
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var array = new short[length];
      from.asShortBuffer().get(array);
      return array;
    }
  },
  INT(6, int[].class, Integer.BYTES) {
    @Override
    void put(Object array, ByteBuffer to) {
      to.asIntBuffer().put((int[]) array);
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var array = new int[length];
      from.asIntBuffer().get(array);
      return array;
    }
  },
  LONG(7, long[].class, Long.BYTES) {
    @Override
    void put(Object array, ByteBuffer to) {
      to.asLongBuffer().put((long[]) array);
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var array = new long[length];
      from.asLongBuffer().get(array);
      return array;
    }
  },
  FLOAT(8, float[].class, Float.BYTES) {
    @Override
    void put(Object array, ByteBuffer to) {
      to.asFloatBuffer().put((float[]) array);
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var array = new float[length];
      from.asFloatBuffer().get(array);
      return array;
    }
  },
  DOUBLE(9, double[].class, Double.BYTES) {
    @Override
    void put(Object array, ByteBuffer to) {
      to.asDoubleBuffer().put((double[]) array);
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var array = new double[length];
      from.asDoubleBuffer().get(array);
      return array;
    }
  },
  BUFFER(10, ByteBuffer.class, 1) {
    @Override
    void put(Object buffer, ByteBuffer to) {
      var source = (ByteBuffer) buffer;
      to.put(1, (byte) (source.order() == ByteOrder.BIG_ENDIAN ? 1 : 0));
      to.put(source.duplicate());
    }

    @Override
    Object get(ByteBuffer from, int length) {
      var order = from.get(1) == 1 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      return ByteBuffer.allocate(length).put(from).flip().order(order);
    }
  };

  private static final int HEADER = 8;

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

  /** Writes the elements behind the header. */
  abstract void put(Object value, ByteBuffer to);

  /** Reads {@code length} elements, which are there. */
  abstract Object get(ByteBuffer from, int length);

  /** Returns the block for a value, null if it is not one for a block. */
  static @Nullable RawBlock of(Object value) {
    return value instanceof ByteBuffer ? BUFFER : BY_TYPE.get(value.getClass());
  }

  /** Returns the block of a kind, null if there is no such block. */
  static @Nullable RawBlock of(byte kind) {
    int index = kind - BOOLEAN.kind;
    return index >= 0 && index < values().length ? values()[index] : null;
  }

  /**
   * Returns the encoded form.
   *
   * @throws SerializationError if it would be longer than an array can be
   */
  byte[] encode(Object value) {
    int length = value instanceof ByteBuffer buffer ? buffer.remaining() : Array.getLength(value);
    long size = HEADER + (long) length * width;
    if (size > Integer.MAX_VALUE - HEADER) {
      throw new SerializationError(
          "cannot send " + type.getTypeName() + ": at value: " + size + " bytes, 2 GB is the limit",
          null);
    }
    var bytes = new byte[(int) size];
    var to = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    to.put(0, kind).putInt(Integer.BYTES, length).position(HEADER);
    put(value, to);
    return bytes;
  }

  /**
   * Returns the value of an encoded form.
   *
   * @throws SerializationError if there are fewer or more bytes than the header says
   */
  Object decode(byte[] bytes) {
    var from = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length = bytes.length < HEADER ? -1 : from.getInt(Integer.BYTES);
    if (length < 0 || bytes.length != HEADER + (long) length * width) {
      throw new SerializationError(
          "cannot decode " + type.getTypeName() + ": its bytes are truncated or damaged", null);
    }
    return get(from.position(HEADER), length);
  }
}
