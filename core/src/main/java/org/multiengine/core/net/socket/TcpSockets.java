package org.multiengine.core.net.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** The channels of TCP connections. */
public final class TcpSockets {

  private TcpSockets() {}

  /**
   * Connects to an address.
   *
   * @throws IOException if that fails or takes longer than the limit
   */
  public static SocketChannel connect(InetSocketAddress address, Duration limit)
      throws IOException {
    if (address.isUnresolved()) {
      throw new UnknownHostException("the host's name is not known");
    }
    SocketChannel channel = SocketChannel.open();
    try {
      channel.socket().connect(address, (int) Math.max(1, limit.toMillis()));
      return tuned(channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Lets a channel send small frames at once. */
  public static SocketChannel tuned(SocketChannel channel) throws IOException {
    return channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  /** Returns the name of an address in messages. */
  public static String name(InetSocketAddress address) {
    String host = address.getHostString();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  /** Returns the address of the other end of a channel for messages. */
  public static String peer(SocketChannel channel) throws IOException {
    var address = (InetSocketAddress) channel.getRemoteAddress();
    return name(new InetSocketAddress(address.getAddress(), address.getPort()));
  }
}
