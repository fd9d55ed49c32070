package org.multiengine.core.net;

import java.net.SocketAddress;

/** An address at which {@link Connections} accept connections. Safe for use by several threads. */
public interface Server extends AutoCloseable {

  /** Returns the address at which connections are accepted. */
  SocketAddress address();

  /**
   * Ends accepting and removes the file of a Unix domain socket. Connections that are open stay
   * open.
   */
  @Override
  void close();
}
