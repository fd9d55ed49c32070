package org.multiengine.core.net;

/** The opening of a connection until frames can be sent and received. */
interface Opening {

  /** Called on the reading thread when the connection is open; returns its listener. */
  Listener opened(Connection connection);

  /** Called when the connection has ended before it was open. */
  void failed(String reason);

  /** Called once when the connection has ended, if {@link #opened} was called. */
  default void ended(Connection connection) {}

  /** Returns whether this process has asked for the connection. */
  boolean isClient();
}
