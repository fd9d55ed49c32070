package org.multiengine.magics.command.service;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import jdk.net.ExtendedSocketOptions;

/** Checks who is at the other end of a connection. */
final class Peers {

  private Peers() {}

  /**
   * Returns whether the process at the other end belongs to the user of this one, as the system
   * says. Where the system cannot say it, only the mode of the socket's folder counts.
   */
  static boolean isOwnUser(SocketChannel channel) throws IOException {
    return !channel.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)
        || channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user().equals(ServiceFile.user());
  }
}
