package org.multiengine.core.net;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The present listener of a connection. Used only by the reading thread. */
final class ListenerSlot {

  private static final Logger LOG = LoggerFactory.getLogger(ListenerSlot.class);

  private final Connection connection;
  private final Opening opening;
  private @Nullable Listener listener;

  /** Whether the connection was opened, even if that has failed. */
  private boolean opened;

  /** The reason for which the connection has ended, null while it has not. */
  private @Nullable String end;

  ListenerSlot(Connection connection, Opening opening) {
    this.connection = connection;
    this.opening = opening;
  }

  /** Returns whether the connection has a listener, so frames can be sent and received. */
  boolean isOpen() {
    return listener != null;
  }

  /** Opens the connection. A listener that has already replaced the first one remains. */
  Listener open() {
    opened = true;
    Listener first = opening.opened(connection);
    Listener present = listener == null ? first : listener;
    listener = present;
    return present;
  }

  /** Delivers a frame that is not empty. Opens the connection if it is not open. */
  void deliver(ByteBuffer frame) {
    Listener present = listener;
    if (present == null) {
      present = open();
    }
    if (frame.hasRemaining()) {
      present.received(frame);
    }
  }

  /** Notifies the listener that the other end announces a frame above the limit. */
  void tooLong(int bytes) {
    if (listener != null) {
      listener.tooLong(bytes);
    }
  }

  /** Notifies the listener that everything is sent. */
  void drained() {
    if (listener != null) {
      listener.drained();
    }
  }

  /** Replaces the listener. */
  void replace(Listener other) {
    listener = other;
    if (end != null) {
      notifyEnd(other, end);
    }
  }

  /** Notifies the listener of the end, or who opens the connection if it is not open. */
  void end(String reason) {
    end = reason;
    if (listener == null) {
      opening.failed(reason);
    } else {
      notifyEnd(listener, reason);
    }
    if (opened) {
      guard(() -> opening.ended(connection));
    }
  }

  private void notifyEnd(Listener last, String reason) {
    guard(() -> last.closed(reason));
  }

  private void guard(Runnable notification) {
    try {
      notification.run();
    } catch (RuntimeException | Error e) {
      LOG.error("the listener of {} failed", connection, e);
    }
  }
}
