package org.multiengine.core.net;

/** Provides the listeners of the connections that a {@link Server} accepts. */
@FunctionalInterface
public interface Acceptor {

  /**
   * Called on the reading thread when a connection is open, with TLS after the handshake, and
   * before a frame is delivered. Must return quickly. If this method throws, the connection is
   * closed.
   *
   * @return the listener of the connection
   */
  Listener accepted(Connection connection);

  /**
   * Called once when a connection has ended that was given to {@link #accepted}, even if that has
   * thrown, and whichever listener the connection has. Called after the listener, and in most cases
   * on the reading thread.
   */
  default void ended(Connection connection) {}
}
