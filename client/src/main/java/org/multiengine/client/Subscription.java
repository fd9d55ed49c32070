package org.multiengine.client;

/** What a listener has been added to; closing it ends that. Closing it again does nothing. */
@FunctionalInterface
public interface Subscription extends AutoCloseable {

  /** Ends it: the listener hears no more, but for what it is being told now. */
  @Override
  void close();
}
