package org.multiengine.client;

/** A registered listener; closing it unregisters the listener. Closing it again does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  /** Unregisters the listener. A call of the listener that is in progress goes on. */
  @Override
  void close();
}
