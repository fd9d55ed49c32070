package org.multiengine.client.internal.join;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;

/** Finds ports that no program listens on. */
final class FreePort {

  private FreePort() {}

  /**
   * Returns the first free port of a range at an address; 0 if the range is any port.
   *
   * @param isTaken returns whether a port is reserved although nobody listens on it yet
   * @throws KernelError if there is none
   */
  static int find(PortRange range, InetAddress address, IntPredicate isTaken) {
    if (range.equals(PortRange.ANY)) {
      return 0;
    }
    return IntStream.rangeClosed(range.first(), range.last())
        .filter(port -> !isTaken.test(port) && isFree(address, port))
        .findFirst()
        .orElseThrow(() -> noneFree(range, address));
  }

  private static KernelError noneFree(PortRange range, InetAddress address) {
    String where = " of " + address.getHostAddress();
    return new KernelError(
        (range.first() == range.last()
                ? "port " + range.first() + where + " is in use"
                : "all ports from " + range.first() + " to " + range.last() + where + " are in use")
            + "; end the program that uses it, or choose other ports, like 25520-25529, or 0 for"
            + " any free port");
  }

  private static boolean isFree(InetAddress address, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true); // as Akka does
      socket.bind(new InetSocketAddress(address, port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }
}
