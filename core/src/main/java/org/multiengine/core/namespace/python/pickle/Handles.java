package org.multiengine.core.namespace.python.pickle;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The objects of this process that Python has no type for. Python holds them by number and returns
 * the number when it no longer needs one of them. Safe for use by several threads.
 */
public final class Handles {

  private final Map<Long, Object> objects = new HashMap<>();
  private long last;

  /** Keeps an object; returns its number. */
  synchronized long keep(Object object) {
    objects.put(++last, object);
    return last;
  }

  /** Returns the object of a number; null if there is none. */
  synchronized @Nullable Object find(long number) {
    return objects.get(number);
  }

  /** Forgets an object. */
  public synchronized void release(long number) {
    objects.remove(number);
  }

  /** Returns the number of objects that are kept. */
  public synchronized int size() {
    return objects.size();
  }

  /** Forgets all objects. */
  public synchronized void clear() {
    objects.clear();
  }
}
