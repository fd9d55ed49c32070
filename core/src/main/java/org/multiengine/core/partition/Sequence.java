package org.multiengine.core.partition;

import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.NDArray;

/** A value with a length and an order, independent of its class. */
sealed interface Sequence {

  int length();

  /** Returns the elements from one index up to another, which is excluded. */
  Object slice(int from, int to);

  /** Returns the elements at {@code first}, {@code first + step}, and so on. */
  Object stride(int first, int step);

  /** Returns the elements. */
  List<?> asList();

  /** Returns a value as a sequence. */
  static Sequence of(@Nullable Object value) {
    if (value == null) {
      throw new IllegalArgumentException("a sequence is expected, such as a list; not null");
    }
    if (value instanceof List<?> list) {
      return new OfList(list);
    }
    if (value.getClass().isArray()) {
      return new OfArray(value);
    }
    if (value instanceof NDArray array) {
      return OfNDArray.of(array);
    }
    if (value instanceof CharSequence text) {
      return new OfText(text.toString());
    }
    if (value instanceof SortedSet<?> || value instanceof LinkedHashSet<?>) {
      return new OfList(new ArrayList<>((Collection<?>) value));
    }
    if (value instanceof Deque<?> deque) {
      return new OfList(new ArrayList<>(deque));
    }
    throw new IllegalArgumentException(
        "a "
            + value.getClass().getName()
            + " has no order by which to split it; convert it to a list or an array first");
  }

  /** A list, or a collection that was copied to a list. */
  record OfList(List<?> list) implements Sequence {
    @Override
    public List<?> asList() {
      return list;
    }

    @Override
    public int length() {
      return list.size();
    }

    @Override
    public Object slice(int from, int to) {
      return new ArrayList<>(list.subList(from, to));
    }

    @Override
    public Object stride(int first, int step) {
      List<Object> taken = new ArrayList<>();
      int place = 0;
      for (Object element : list) {
        if (place >= first && (place - first) % step == 0) {
          taken.add(element);
        }
        place++;
      }
      return taken;
    }
  }

  /** An array of any type. */
  record OfArray(Object array) implements Sequence {
    @Override
    public List<?> asList() {
      return new AbstractList<Object>() {
        @Override
        public Object get(int index) {
          return Array.get(array, index);
        }

        @Override
        public int size() {
          return Array.getLength(array);
        }
      };
    }

    @Override
    public int length() {
      return Array.getLength(array);
    }

    @Override
    public Object slice(int from, int to) {
      Object slice = Array.newInstance(array.getClass().getComponentType(), to - from);
      System.arraycopy(array, from, slice, 0, to - from);
      return slice;
    }

    @Override
    public Object stride(int first, int step) {
      int count = first < length() ? (length() - first - 1) / step + 1 : 0;
      Object taken = Array.newInstance(array.getClass().getComponentType(), count);
      for (int i = 0; i < count; i++) {
        System.arraycopy(array, first + i * step, taken, i, 1);
      }
      return taken;
    }
  }

  /** An array of numbers, along its first dimension. */
  record OfNDArray(NDArray array) implements Sequence {

    static OfNDArray of(NDArray array) {
      if (array.dimensions() == 0) {
        throw new IllegalArgumentException("an NDArray without dimensions cannot be split");
      }
      return new OfNDArray(array);
    }

    @Override
    public List<?> asList() {
      return array.toList();
    }

    @Override
    public int length() {
      return array.length();
    }

    @Override
    public Object slice(int from, int to) {
      return array.slice(from, to);
    }

    @Override
    public Object stride(int first, int step) {
      return array.stride(first, step);
    }
  }

  /** A text. */
  record OfText(String text) implements Sequence {
    @Override
    public List<?> asList() {
      return text.chars().mapToObj(Character::toString).toList();
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public Object slice(int from, int to) {
      return text.substring(from, to);
    }

    @Override
    public Object stride(int first, int step) {
      var taken = new StringBuilder();
      for (int place = first; place < text.length(); place += step) {
        taken.append(text.charAt(place));
      }
      return taken.toString();
    }
  }
}
