package org.multiengine.core.link;

import org.jspecify.annotations.Nullable;

/**
 * A message to be sent over a link. A large message is sent as several wire messages, which are
 * created one by one as credit becomes available.
 *
 * @param <T> the wire messages
 */
public interface OutboundMessage<T> {

  /** Returns the approximate size in bytes of the wire messages that have not been taken. */
  long size();

  /** Returns the approximate size in bytes of the next wire message. */
  long nextSize();

  /**
   * Removes and returns the next wire message.
   *
   * @param sequence the number of the wire message
   */
  T next(long sequence);

  /** Returns whether all wire messages have been taken. */
  boolean isTaken();

  /**
   * Returns whether the message consists of several wire messages. Messages of other groups may
   * overtake a large message.
   */
  default boolean isLarge() {
    return false;
  }

  /**
   * Returns the group of messages that keep their order, or null if this message may overtake every
   * large message.
   */
  default @Nullable Object group() {
    return null;
  }
}
