package org.multiengine.core;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An array of numbers with any number of dimensions, like NumPy's {@code ndarray}. The elements are
 * stored one after the other, the last index changing fastest, in little-endian bytes. Arrays of
 * Fortran order, strided arrays and big-endian arrays of NumPy arrive in this form.
 *
 * <pre>{@code
 * client.push("a", NDArray.of(new double[][] {{1, 2}, {3, 4}}));
 * client.execute("b = numpy.linalg.inv(a)");
 * double[][] inverse = ((NDArray) client.pull("b").get(0)).toDoubles2();
 * }</pre>
 *
 * <p>An array takes at most 2 GB. The shape is fixed; the elements can be changed through {@link
 * #data()}. Safe for use by several threads that only read.
 */
public final class NDArray {

  /** The number of elements that {@link #toString()} shows. */
  private static final int MAX_SHOWN_ELEMENTS = 100;

  private final DType type;
  private final int[] shape;
  private final byte[] data;

  private NDArray(DType type, int[] shape, byte[] data) {
    this.type = type;
    this.shape = shape;
    this.data = data;
  }

  /**
   * Returns an array over existing bytes, which are not copied.
   *
   * @param type the type of the elements
   * @param shape the length of each dimension; empty for a single number
   * @param data the elements in little-endian bytes
   * @throws IllegalArgumentException if the number of bytes does not match the shape
   */
  public static NDArray of(DType type, int[] shape, byte[] data) {
    long bytes = type.bytes() * count(shape);
    if (bytes != data.length) {
      throw new IllegalArgumentException(
          "an array of "
              + type
              + " "
              + Arrays.toString(shape)
              + " takes "
              + bytes
              + " bytes, not "
              + data.length);
    }
    return new NDArray(Objects.requireNonNull(type), shape.clone(), data);
  }

  /**
   * Returns an array of zeros.
   *
   * @throws IllegalArgumentException if it would take more than 2 GB
   */
  public static NDArray zeros(DType type, int... shape) {
    long bytes = type.bytes() * count(shape);
    if (bytes > Integer.MAX_VALUE - Long.BYTES) {
      throw new IllegalArgumentException("an array takes at most 2 GB, not " + bytes + " bytes");
    }
    return new NDArray(type, shape.clone(), new byte[(int) bytes]);
  }

  /** Returns an array with one dimension and a copy of the elements. */
  public static NDArray of(double... elements) {
    NDArray array = zeros(DType.FLOAT64, elements.length);
    array.data().asDoubleBuffer().put(elements);
    return array;
  }

  /** Returns an array with one dimension and a copy of the elements. */
  public static NDArray of(float[] elements) {
    NDArray array = zeros(DType.FLOAT32, elements.length);
    array.data().asFloatBuffer().put(elements);
    return array;
  }

  /** Returns an array with one dimension and a copy of the elements. */
  public static NDArray of(long[] elements) {
    NDArray array = zeros(DType.INT64, elements.length);
    array.data().asLongBuffer().put(elements);
    return array;
  }

  /** Returns an array with one dimension and a copy of the elements. */
  public static NDArray of(int[] elements) {
    NDArray array = zeros(DType.INT32, elements.length);
    array.data().asIntBuffer().put(elements);
    return array;
  }

  /**
   * Returns an array with two dimensions and a copy of the elements.
   *
   * @throws IllegalArgumentException if the rows differ in length
   */
  public static NDArray of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    NDArray array = zeros(DType.FLOAT64, rows.length, columns);
    var buffer = array.data().asDoubleBuffer();
    for (double[] row : rows) {
      if (row.length != columns) {
        throw new IllegalArgumentException(
            "rows of " + columns + " and of " + row.length + " elements");
      }
      buffer.put(row);
    }
    return array;
  }

  private static long count(int[] shape) {
    long count = 1;
    for (int length : shape) {
      if (length < 0) {
        throw new IllegalArgumentException("a negative length in " + Arrays.toString(shape));
      }
      count = Math.multiplyExact(count, length);
    }
    return count;
  }

  /** Returns the type of the elements. */
  public DType type() {
    return type;
  }

  /** Returns the length of each dimension; empty for a single number. */
  public int[] shape() {
    return shape.clone();
  }

  /** Returns the number of dimensions. */
  public int dimensions() {
    return shape.length;
  }

  /** Returns the number of elements. */
  public int size() {
    return data.length == 0 ? 0 : data.length / type.bytes();
  }

  /**
   * Returns the length of the first dimension.
   *
   * @throws IllegalStateException if the array is a single number
   */
  public int length() {
    if (shape.length == 0) {
      throw new IllegalStateException("a single number has no length");
    }
    return shape[0];
  }

  /** Returns a view of all elements, in little-endian order. Changes of it change the array. */
  public ByteBuffer data() {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Returns the bytes of the array itself, without a copy. */
  public byte[] bytes() {
    return data;
  }

  /**
   * Returns one element: a Boolean, an Integer or a Long, a Double or a {@link Complex}. Unsigned
   * integers of eight bytes are returned as the signed Long of the same bits.
   *
   * @param index the index in each dimension
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public Object get(int... index) {
    if (index.length != shape.length) {
      throw new IndexOutOfBoundsException(
          "an array of " + shape.length + " dimensions needs as many indices");
    }
    int position = 0;
    for (int i = 0; i < index.length; i++) {
      position = position * shape[i] + Objects.checkIndex(index[i], shape[i]);
    }
    return Elements.get(data(), type, position);
  }

  /**
   * Returns all elements, converted to doubles.
   *
   * @throws IllegalStateException if the elements are complex numbers
   */
  public double[] toDoubles() {
    double[] all = new double[size()];
    if (type == DType.FLOAT64) {
      data().asDoubleBuffer().get(all);
      return all;
    }
    for (int i = 0; i < all.length; i++) {
      all[i] = Elements.asDouble(data(), type, i);
    }
    return all;
  }

  /**
   * Returns the elements of an array of two dimensions in rows, converted to doubles.
   *
   * @throws IllegalStateException if the array has another number of dimensions, or holds complex
   *     numbers
   */
  public double[][] toDoubles2() {
    if (shape.length != 2) {
      throw new IllegalStateException("an array of " + shape.length + " dimensions has no rows");
    }
    double[] all = toDoubles();
    double[][] rows = new double[shape[0]][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(all, i * shape[1], (i + 1) * shape[1]);
    }
    return rows;
  }

  /**
   * Returns all elements, converted to longs; fractions are cut off.
   *
   * @throws IllegalStateException if the elements are complex numbers
   */
  public long[] toLongs() {
    long[] all = new long[size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = Elements.asLong(data(), type, i);
    }
    return all;
  }

  /**
   * Returns a copy of the part from one index of the first dimension up to another, which is
   * excluded.
   *
   * @throws IllegalStateException if the array is a single number
   * @throws IndexOutOfBoundsException if the range is outside of the array
   */
  public NDArray slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length());
    int row = rowBytes();
    return new NDArray(type, withLength(to - from), Arrays.copyOfRange(data, from * row, to * row));
  }

  /**
   * Returns a copy of the parts at {@code first}, {@code first + step} and so on, along the first
   * dimension.
   *
   * @throws IllegalStateException if the array is a single number
   */
  public NDArray stride(int first, int step) {
    int count = first < length() ? (length() - first - 1) / step + 1 : 0;
    int row = rowBytes();
    byte[] taken = new byte[count * row];
    for (int i = 0; i < count; i++) {
      System.arraycopy(data, (first + i * step) * row, taken, i * row, row);
    }
    return new NDArray(type, withLength(count), taken);
  }

  /**
   * Returns the parts along the first dimension: numbers if there is one dimension, and otherwise
   * copies with one dimension less.
   *
   * @throws IllegalStateException if the array is a single number
   */
  public List<Object> toList() {
    List<Object> parts = new ArrayList<>(length());
    int[] rest = Arrays.copyOfRange(shape, 1, shape.length);
    int row = rowBytes();
    for (int i = 0; i < length(); i++) {
      parts.add(
          shape.length == 1
              ? Elements.get(data(), type, i)
              : new NDArray(type, rest, Arrays.copyOfRange(data, i * row, (i + 1) * row)));
    }
    return parts;
  }

  /** Returns the number of bytes of a part along the first dimension. */
  public int rowBytes() {
    return Math.toIntExact(type.bytes() * count(Arrays.copyOfRange(shape, 1, shape.length)));
  }

  private int[] withLength(int length) {
    int[] changed = shape.clone();
    changed[0] = length;
    return changed;
  }

  /** Returns whether the other array has the same type, shape and bytes. */
  @Override
  public boolean equals(Object other) {
    return other instanceof NDArray that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && Arrays.equals(data, that.data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(type, Arrays.hashCode(shape), Arrays.hashCode(data));
  }

  /**
   * Returns the type, the shape and the first elements, for example {@code float64[2, 2] [1.0, 2.0,
   * 3.0, 4.0]}.
   */
  @Override
  public String toString() {
    var text = new StringBuilder().append(type).append(Arrays.toString(shape)).append(" [");
    for (int i = 0; i < Math.min(size(), MAX_SHOWN_ELEMENTS); i++) {
      text.append(i == 0 ? "" : ", ").append(Elements.get(data(), type, i));
    }
    return text.append(size() > MAX_SHOWN_ELEMENTS ? ", …]" : "]").toString();
  }
}
