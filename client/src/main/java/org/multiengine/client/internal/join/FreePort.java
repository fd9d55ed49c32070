package org.multiengine.client.internal.join;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;

/** Finds ports that no program listens on. */
final class FreePort {

  /** The number of connections that may wait to be accepted. */
  private static final int MAX_WAITING_CONNECTIONS = 1024;

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

  /**
   * Listens on the first free port of a range at an address.
   *
   * @throws KernelError if there is none
   */
  static ServerSocketChannel listen(PortRange range, InetAddress address) {
    return IntStream.rangeClosed(range.first(), range.last())
        .mapToObj(port -> listen(new InetSocketAddress(address, port)))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(() -> noneFree(range, address));
  }

  /** Listens on a port; returns empty if it is in use. */
  private static Optional<ServerSocketChannel> listen(InetSocketAddress address) {
    // A channel of both families would listen on the IPv6 addresses of this machine as well.
    boolean isVersion4 = address.getAddress() instanceof Inet4Address;
    try {
      var channel =
          ServerSocketChannel.open(
              isVersion4 ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
      try {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return Optional.of(channel.bind(address, MAX_WAITING_CONNECTIONS));
      } catch (BindException inUse) {
        channel.close();
        return Optional.empty();
      }
    } catch (IOException e) {
      throw new KernelError("cannot listen on " + address + ": " + e.getMessage(), e);
    }
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
