package org.multiengine.core.net;

/** The opening of a connection until frames can be sent and received. */
interface Opening {

  /** Called on the reading thread when the connection is open; returns its listener. */
  Listener opened(Connection connection);

  /** Called when the connection has ended before it was open. */
  void failed(String reason);

  /** Returns whether this process has asked for the connection. */
  boolean isClient();
}
