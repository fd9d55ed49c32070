package org.multiengine.core.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** A check of the process at the other end of a channel. May wait. */
@FunctionalInterface
interface PeerCheck {

  /**
   * Checks the process.
   *
   * @throws IOException if the process is refused; says why
   */
  void check(SocketChannel channel) throws IOException;
}
