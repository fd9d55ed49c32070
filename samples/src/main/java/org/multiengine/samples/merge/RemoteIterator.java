package org.multiengine.samples.merge;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.multiengine.client.DirectView;
import org.multiengine.core.function.EngineScope;

/**
 * Iterates over the elements of an iterator on an engine, and holds one piece of them at a time.
 * For use by one thread.
 *
 * @param <T> the type of the elements
 */
final class RemoteIterator<T> implements Iterator<T> {

  private final DirectView engine;
  private final String name;
  private final int pieceSize;
  private Iterator<T> piece = List.<T>of().iterator();

  /**
   * Creates an iterator.
   *
   * @param engine a view of one engine
   * @param name the name of the iterator on the engine
   * @param pieceSize the number of elements that are fetched at a time
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

  /**
   * Fetches the next piece. The function captures two variables instead of this iterator, which is
   * not serializable.
   */
  private List<T> fetch() {
    String iterator = name;
    int size = pieceSize;
    List<List<T>> ofOneEngine = engine.apply(scope -> take(scope, iterator, size));
    return ofOneEngine.get(0);
  }

  /** Returns the next elements. Runs on the engine. */
  @SuppressWarnings("unchecked") // the caller knows the type of the elements
  private static <T> List<T> take(EngineScope scope, String name, int size) {
    Iterator<T> iterator = scope.get(name, Iterator.class);
    List<T> taken = new ArrayList<>();
    while (taken.size() < size && iterator.hasNext()) {
      taken.add(iterator.next());
    }
    return taken;
  }
}
