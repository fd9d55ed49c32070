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
}
