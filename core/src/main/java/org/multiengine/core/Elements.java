package org.multiengine.core;

import java.nio.ByteBuffer;

/** Reads single elements of arrays. */
final class Elements {

  private static final int HALF_EXPONENT_BIAS = 15;
  private static final int HALF_FRACTION_BITS = 10;

  private Elements() {}

  /** Returns an element as an object. */
  static Object get(ByteBuffer data, DType type, int index) {
    int at = index * type.bytes();
    return switch (type) {
      case BOOL -> data.get(at) != 0;
      case INT8, INT16, INT32, UINT8, UINT16 -> (int) asLong(data, type, index);
      case INT64, UINT32, UINT64 -> asLong(data, type, index);
      case FLOAT16, FLOAT32, FLOAT64 -> asDouble(data, type, index);
      case COMPLEX64 -> new Complex(data.getFloat(at), data.getFloat(at + Float.BYTES));
      case COMPLEX128 -> new Complex(data.getDouble(at), data.getDouble(at + Double.BYTES));
    };
  }

  static double asDouble(ByteBuffer data, DType type, int index) {
    int at = index * type.bytes();
    return switch (type) {
      case FLOAT16 -> half(data.getShort(at));
      case FLOAT32 -> data.getFloat(at);
      case FLOAT64 -> data.getDouble(at);
      case UINT64 -> unsigned(data.getLong(at));
      default -> asLong(data, type, index);
    };
  }

  static long asLong(ByteBuffer data, DType type, int index) {
    int at = index * type.bytes();
    return switch (type) {
      case BOOL -> data.get(at) != 0 ? 1 : 0;
      case INT8 -> data.get(at);
      case UINT8 -> Byte.toUnsignedLong(data.get(at));
      case INT16 -> data.getShort(at);
      case UINT16 -> Short.toUnsignedLong(data.getShort(at));
      case INT32 -> data.getInt(at);
      case UINT32 -> Integer.toUnsignedLong(data.getInt(at));
      case INT64, UINT64 -> data.getLong(at);
      case FLOAT16, FLOAT32, FLOAT64 -> (long) asDouble(data, type, index);
      case COMPLEX64, COMPLEX128 ->
          throw new IllegalStateException("complex numbers cannot be converted to real ones");
    };
  }

  private static double unsigned(long bits) {
    return bits >= 0 ? bits : (double) ((bits >>> 1) | (bits & 1)) * 2;
  }

  /** Returns the value of a floating point number of two bytes (IEEE 754). */
  private static double half(short bits) {
    int exponent = (bits >> HALF_FRACTION_BITS) & 0x1f;
    int fraction = bits & 0x3ff;
    double sign = bits < 0 ? -1 : 1;
    if (exponent == 0x1f) {
      return fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;
    }
    return exponent == 0
        ? sign * Math.scalb((double) fraction, 1 - HALF_EXPONENT_BIAS - HALF_FRACTION_BITS)
        : sign
            * Math.scalb(
                (double) (fraction | 0x400), exponent - HALF_EXPONENT_BIAS - HALF_FRACTION_BITS);
  }
}
