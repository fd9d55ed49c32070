package org.multiengine.core.namespace.python.pickle;

import java.nio.ByteBuffer;
import org.multiengine.core.DType;
import org.multiengine.core.NDArray;

/** The contents of arrays of primitives. */
final class Vectors {

  /**
   * The content of an array.
   *
   * @param code the type of the elements
   * @param content the elements
   */
  record Vector(String code, ByteBuffer content) {}

  private Vectors() {}

  static Vector of(Object array) {
    if (array instanceof double[] doubles) {
      return of(NDArray.of(doubles));
    }
    if (array instanceof float[] floats) {
      return of(NDArray.of(floats));
    }
    if (array instanceof long[] longs) {
      return of(NDArray.of(longs));
    }
    if (array instanceof int[] ints) {
      return of(NDArray.of(ints));
    }
    if (array instanceof short[] shorts) {
      NDArray copy = NDArray.zeros(DType.INT16, shorts.length);
      copy.data().asShortBuffer().put(shorts);
      return of(copy);
    }
    boolean[] flags = (boolean[]) array;
    NDArray copy = NDArray.zeros(DType.BOOL, flags.length);
    for (int i = 0; i < flags.length; i++) {
      copy.bytes()[i] = (byte) (flags[i] ? 1 : 0);
    }
    return of(copy);
  }

  private static Vector of(NDArray array) {
    return new Vector(array.type().code(), array.data());
  }
}
