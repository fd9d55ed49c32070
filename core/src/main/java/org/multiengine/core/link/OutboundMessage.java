package org.multiengine.core.link;

import org.jspecify.annotations.Nullable;

/**
 * What goes over a link as a whole: one message, or a row of them that are made one by one when
 * there is credit.
 *
 * @param <T> the messages
 */
public interface OutboundMessage<T> {

  /** Returns about how many bytes all that has not been taken yet holds. */
  long size();

  /** Returns about how many bytes the next message holds. */
  long nextSize();

  /**
   * Returns the next message and takes it out.
   *
   * @param sequence the number it goes by
   */
  T next(long sequence);

  /** Tells whether all has been taken. */
  boolean isTaken();

  /** Tells whether others may pass, unless they are of its group: there are many messages. */
  default boolean isLarge() {
    return false;
  }

  /** Returns whose order is kept; null if it may pass anything large. */
  default @Nullable Object group() {
    return null;
  }
}
