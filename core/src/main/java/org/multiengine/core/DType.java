package org.multiengine.core;

import java.util.Arrays;

/** The type of the elements of an {@link NDArray}, with NumPy's names. */
public enum DType {
  /** True or false, one byte. */
  BOOL("b1", 1),
  /** A signed integer of one byte. */
  INT8("i1", 1),
  /** A signed integer of two bytes. */
  INT16("i2", 2),
  /** A signed integer of four bytes. */
  INT32("i4", 4),
  /** A signed integer of eight bytes. */
  INT64("i8", 8),
  /** An unsigned integer of one byte. */
  UINT8("u1", 1),
  /** An unsigned integer of two bytes. */
  UINT16("u2", 2),
  /** An unsigned integer of four bytes. */
  UINT32("u4", 4),
  /** An unsigned integer of eight bytes. */
  UINT64("u8", 8),
  /** A floating point number of two bytes. */
  FLOAT16("f2", 2),
  /** A floating point number of four bytes. */
  FLOAT32("f4", 4),
  /** A floating point number of eight bytes. */
  FLOAT64("f8", 8),
  /** A complex number of two floating point numbers of four bytes. */
  COMPLEX64("c8", 8),
  /** A complex number of two floating point numbers of eight bytes. */
  COMPLEX128("c16", 16);

  private final String code;
  private final int bytes;

  DType(String code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  /** Returns the kind and the number of bytes as NumPy writes them, for example {@code f8}. */
  public String code() {
    return code;
  }

  /** Returns the number of bytes of an element. */
  public int bytes() {
    return bytes;
  }

  /** Returns whether the elements are integers. */
  public boolean isInteger() {
    return code.charAt(0) == 'i' || code.charAt(0) == 'u';
  }

  /** Returns whether the elements are complex numbers. */
  public boolean isComplex() {
    return code.charAt(0) == 'c';
  }

  /**
   * Returns the type of a code.
   *
   * @throws IllegalArgumentException if there is no such type
   */
  public static DType ofCode(String code) {
    return Arrays.stream(values())
        .filter(type -> type.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type of elements: " + code));
  }

  /** Returns NumPy's name, for example {@code float64}. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
