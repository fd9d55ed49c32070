package org.multiengine.samples.merge;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Merges sorted iterators into one. Of equal elements, those of the earlier iterator come first.
 * For use by one thread.
 *
 * @param <T> the type of the elements
 */
final class MergingIterator<T extends Comparable<T>> implements Iterator<T> {

  /** The next element of an iterator, with the rest of the iterator. */
  private record Head<T extends Comparable<T>>(T element, int place, Iterator<T> rest)
      implements Comparable<Head<T>> {

    @Override
    public int compareTo(Head<T> other) {
      int order = element.compareTo(other.element);
      return order == 0 ? Integer.compare(place, other.place) : order;
    }
  }

  private final PriorityQueue<Head<T>> heads = new PriorityQueue<>();

  MergingIterator(List<? extends Iterator<T>> sorted) {
    for (int place = 0; place < sorted.size(); place++) {
      add(place, sorted.get(place));
    }
  }

  private void add(int place, Iterator<T> iterator) {
    if (iterator.hasNext()) {
      heads.add(new Head<>(iterator.next(), place, iterator));
    }
  }

  @Override
  public boolean hasNext() {
    return !heads.isEmpty();
  }

  @Override
  public T next() {
    Head<T> nearest = heads.poll();
    if (nearest == null) {
      throw new NoSuchElementException();
    }
    add(nearest.place(), nearest.rest());
    return nearest.element();
  }
}
