package org.multiengine.client.internal.machine;

import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import org.multiengine.core.error.KernelError;

/** How this machine reaches others. */
public final class Route {

  /** Any port will do: nothing is sent. */
  private static final int SOME_PORT = 9;

  private Route() {}

  /**
   * Returns the address of this machine from which it reaches a host, and thus at which that host
   * reaches it.
   *
   * @throws KernelError if there is no way to it
   */
  public static String ownAddressTowards(String host) {
    var target = new InetSocketAddress(host, SOME_PORT);
    if (target.isUnresolved()) {
      throw new KernelError(
          "the host " + host + " is not known on this machine; does its name resolve here?");
    }
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(target);
      return socket.getLocalAddress().getHostAddress();
    } catch (SocketException | UncheckedIOException e) {
      throw new KernelError("there is no way from this machine to " + host + ": " + e, e);
    }
  }
}
