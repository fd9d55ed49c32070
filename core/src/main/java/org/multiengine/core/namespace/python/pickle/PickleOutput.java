package org.multiengine.core.namespace.python.pickle;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.multiengine.core.error.SerializationError;

/** The bytes of a pickle that is being written. */
final class PickleOutput {

  private static final int INITIAL_BYTES = 256;
  private static final int MAX_SHORT_BYTES = 255;

  /** The maximal number of bytes of a pickle without its buffers. */
  private static final int MAX_BYTES = 1 << 30;

  private byte[] content = new byte[INITIAL_BYTES];
  private int length;

  private void reserve(long count) {
    long needed = length + count;
    if (needed > MAX_BYTES) {
      throw new SerializationError(
          "cannot send a value to Python: it takes more than 1 GB without its arrays", null);
    }
    if (needed > content.length) {
      content = Arrays.copyOf(content, (int) Math.max(needed, Math.min(MAX_BYTES, length * 2L)));
    }
  }

  PickleOutput opcode(int opcode) {
    return octet(opcode);
  }

  PickleOutput octet(int value) {
    reserve(1);
    content[length++] = (byte) value;
    return this;
  }

  PickleOutput int32(int value) {
    reserve(Integer.BYTES);
    littleEndian().putInt(value);
    length += Integer.BYTES;
    return this;
  }

  private void int64(long value) {
    reserve(Long.BYTES);
    littleEndian().putLong(value);
    length += Long.BYTES;
  }

  private ByteBuffer littleEndian() {
    return ByteBuffer.wrap(content, length, content.length - length).order(ByteOrder.LITTLE_ENDIAN);
  }

  PickleOutput float64(double value) {
    int64(Long.reverseBytes(Double.doubleToRawLongBits(value)));
    return this;
  }

  void integer(long value) {
    if (value == (int) value) {
      opcode(Opcode.BIN_INT).int32((int) value);
    } else {
      opcode(Opcode.LONG1).octet(Long.BYTES);
      int64(value);
    }
  }

  void integer(BigInteger value) {
    byte[] bytes = value.toByteArray();
    if (bytes.length <= MAX_SHORT_BYTES) {
      opcode(Opcode.LONG1).octet(bytes.length);
    } else {
      opcode(Opcode.LONG4).int32(bytes.length);
    }
    reserve(bytes.length);
    for (int i = bytes.length - 1; i >= 0; i--) {
      content[length++] = bytes[i];
    }
  }

  PickleOutput bytes(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, content, length, bytes.length);
    length += bytes.length;
    return this;
  }

  PickleOutput text(String text) {
    byte[] bytes = Utf8.encode(text);
    if (bytes.length <= MAX_SHORT_BYTES) {
      opcode(Opcode.SHORT_BIN_UNICODE).octet(bytes.length);
    } else {
      opcode(Opcode.BIN_UNICODE).int32(bytes.length);
    }
    return bytes(bytes);
  }

  void binary(byte[] bytes) {
    if (bytes.length <= MAX_SHORT_BYTES) {
      opcode(Opcode.SHORT_BIN_BYTES).octet(bytes.length);
    } else {
      opcode(Opcode.BIN_BYTES).int32(bytes.length);
    }
    bytes(bytes);
  }

  void get(int place) {
    opcode(Opcode.LONG_BIN_GET).int32(place);
  }

  ByteBuffer content() {
    return ByteBuffer.wrap(content, 0, length);
  }
}
