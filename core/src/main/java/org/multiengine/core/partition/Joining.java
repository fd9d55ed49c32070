package org.multiengine.core.partition;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.NDArray;

/** Joins parts of a sequence. */
final class Joining {

  private Joining() {}

  static Object join(List<? extends @Nullable Object> parts, Distribution distribution) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("there are no parts to join; give at least one target");
    }
    Object first = parts.get(0);
    if (first instanceof List<?>) {
      return joinLists(parts, distribution);
    }
    if (first instanceof NDArray array) {
      return array.dimensions() == 0
          ? new ArrayList<>(parts)
          : joinNDArrays(parts, array, distribution);
    }
    if (first != null && first.getClass().isArray()) {
      return joinArrays(parts, first.getClass(), distribution);
    }
    return new ArrayList<>(parts);
  }

  private static Object joinLists(
      List<? extends @Nullable Object> parts, Distribution distribution) {
    int[] lengths = new int[parts.size()];
    for (int part = 0; part < lengths.length; part++) {
      lengths[part] = list(parts, part).size();
    }
    List<@Nullable Object> whole = new ArrayList<>();
    distribution.visit(
        lengths,
        (part, from, count) -> whole.addAll(list(parts, part).subList(from, from + count)));
    return whole;
  }

  private static List<?> list(List<? extends @Nullable Object> parts, int part) {
    if (parts.get(part) instanceof List<?> list) {
      return list;
    }
    throw mixed("a list", parts, part);
  }

  private static Object joinArrays(
      List<? extends @Nullable Object> parts, Class<?> type, Distribution distribution) {
    int[] lengths = new int[parts.size()];
    int total = 0;
    for (int part = 0; part < lengths.length; part++) {
      Object array = parts.get(part);
      if (array == null || array.getClass() != type) {
        throw mixed("an array " + type.getSimpleName(), parts, part);
      }
      lengths[part] = Array.getLength(array);
      total = Math.addExact(total, lengths[part]);
    }
    Object whole = Array.newInstance(type.getComponentType(), total);
    int[] filled = {0};
    distribution.visit(
        lengths,
        (part, from, count) -> {
          System.arraycopy(array(parts, part), from, whole, filled[0], count);
          filled[0] += count;
        });
    return whole;
  }

  private static NDArray joinNDArrays(
      List<? extends @Nullable Object> parts, NDArray first, Distribution distribution) {
    int[] lengths = new int[parts.size()];
    int total = 0;
    for (int part = 0; part < lengths.length; part++) {
      lengths[part] = ndArray(parts, part, first).length();
      total = Math.addExact(total, lengths[part]);
    }
    int[] shape = first.shape();
    shape[0] = total;
    NDArray whole = NDArray.zeros(first.type(), shape);
    int row = first.rowBytes();
    int[] filled = {0};
    distribution.visit(
        lengths,
        (part, from, count) -> {
          byte[] bytes = ndArray(parts, part, first).bytes();
          System.arraycopy(bytes, from * row, whole.bytes(), filled[0] * row, count * row);
          filled[0] += count;
        });
    return whole;
  }

  /** Returns a part that has the type of the first one, and its shape but for the length. */
  private static NDArray ndArray(List<? extends @Nullable Object> parts, int part, NDArray first) {
    if (parts.get(part) instanceof NDArray array
        && array.type() == first.type()
        && array.dimensions() == first.dimensions()
        && Arrays.equals(rest(array), rest(first))) {
      return array;
    }
    throw mixed("an NDArray of " + first.type() + " " + shapeOf(first), parts, part);
  }

  private static int[] rest(NDArray array) {
    return Arrays.copyOfRange(array.shape(), 1, array.dimensions());
  }

  private static String shapeOf(NDArray array) {
    return Arrays.toString(array.shape());
  }

  private static Object array(List<? extends @Nullable Object> parts, int part) {
    return Objects.requireNonNull(parts.get(part));
  }

  private static IllegalArgumentException mixed(
      String first, List<? extends @Nullable Object> parts, int part) {
    Object other = parts.get(part);
    String kind = other == null ? "null" : "a " + other.getClass().getName();
    if (other instanceof NDArray array) {
      kind = "one of " + array.type() + " " + shapeOf(array);
    }
    return new IllegalArgumentException(
        "cannot join: the first part is " + first + " and part " + part + " is " + kind);
  }
}
