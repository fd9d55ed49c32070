package org.multiengine.core;

import java.util.Arrays;
import java.util.Objects;

/**
 * A user's value as bytes, made once per call and read once per engine.
 *
 * <p>The array is not copied: whoever makes or reads one leaves it unchanged.
 *
 * @param bytes the encoded form, whose layout only the codec knows
 */
@SuppressWarnings("ArrayRecordComponent") // bytes are the point, and equals compares them
public record EncodedValue(byte[] bytes) {

  /** Checks that there are bytes. */
  public EncodedValue {
    Objects.requireNonNull(bytes, "bytes");
  }

  /** Returns the length of the encoded form in bytes. */
  public int size() {
    return bytes.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EncodedValue that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "EncodedValue[" + bytes.length + " bytes]";
  }
}
