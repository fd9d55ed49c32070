package org.multiengine.client.internal.machine;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.multiengine.core.error.KernelError;

/** The routes from this machine to others. */
public final class Route {

  /** Any port: nothing is sent to it. */
  private static final int UNUSED_PORT = 9;

  private Route() {}

  /**
   * Returns the address of this machine from which it reaches a host, and thus at which that host
   * reaches it.
   *
   * @throws KernelError if the host is not known, or cannot be reached
   */
  public static String ownAddressTowards(String host) {
    var target = new InetSocketAddress(host, UNUSED_PORT);
    if (target.isUnresolved()) {
      throw new KernelError(
          "the host " + host + " is not known on this machine; does its name resolve here?");
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(target);
      return socket.getLocalAddress().getHostAddress();
    } catch (SocketException | UncheckedIOException e) {
      throw new KernelError("there is no route from this machine to " + host + ": " + e, e);
    }
  }
}
