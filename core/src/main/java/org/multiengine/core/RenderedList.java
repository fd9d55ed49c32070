package org.multiengine.core;

import java.util.AbstractList;
import java.util.List;
import org.multiengine.core.display.HasTable;

/**
 * An immutable list with a text form of its own.
 *
 * @param <E> the elements
 */
abstract sealed class RenderedList<E> extends AbstractList<E> implements HasTable
    permits EngineInfoList, QueueStatusList, ResultList {

  private final List<E> elements;

  /** Creates a list of copies of the references, in their order. */
  RenderedList(List<E> elements) {
    this.elements = List.copyOf(elements);
  }

  @Override
  public E get(int index) {
    return elements.get(index);
  }

  @Override
  public int size() {
    return elements.size();
  }

  /** Returns the text form. */
  @Override
  public abstract String toString();
}
