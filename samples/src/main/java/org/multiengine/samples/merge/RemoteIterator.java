package org.multiengine.samples.merge;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.multiengine.client.DirectView;
import org.multiengine.core.function.EngineScope;

/**
 * Goes through what an iterator gives that lives on an engine, and holds one piece of it at a time.
 * For one thread.
 *
 * @param <T> what the iterator gives
 */
final class RemoteIterator<T> implements Iterator<T> {

  private final DirectView engine;
  private final String name;
  private final int pieceSize;
  private Iterator<T> piece = List.<T>of().iterator();

  /**
   * Makes it.
   *
   * @param engine a view of one engine
   * @param name what the iterator is called there
   * @param pieceSize how many elements are fetched at a time
   */
  RemoteIterator(DirectView engine, String name, int pieceSize) {
    this.engine = engine;
    this.name = name;
    this.pieceSize = pieceSize;
  }

  @Override
  public boolean hasNext() {
    if (!piece.hasNext()) {
      piece = fetch().iterator();
    }
    return piece.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException(name);
    }
    return piece.next();
  }

  /** The function captures the two variables, and not this iterator, which cannot travel. */
  private List<T> fetch() {
    String iterator = name;
    int size = pieceSize;
    List<List<T>> ofOneEngine = engine.apply(scope -> take(scope, iterator, size));
    return ofOneEngine.get(0);
  }

  /** Runs on the engine. */
  @SuppressWarnings("unchecked") // whoever has put it there says what it gives
  private static <T> List<T> take(EngineScope scope, String name, int size) {
    Iterator<T> iterator = scope.get(name, Iterator.class);
    List<T> taken = new ArrayList<>();
    while (taken.size() < size && iterator.hasNext()) {
      taken.add(iterator.next());
    }
    return taken;
  }
}
