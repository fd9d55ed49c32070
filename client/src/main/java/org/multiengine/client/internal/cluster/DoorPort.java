package org.multiengine.client.internal.cluster;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ServerSocketChannel;
import org.multiengine.client.internal.join.HostAddress;
import org.multiengine.client.join.PortRange;
import org.multiengine.core.error.KernelError;

/**
 * The TCP port of a host at which clients connect. It is bound before the host's node starts,
 * because the node's cluster roles name it.
 */
public final class DoorPort implements Closeable {

  private final ServerSocketChannel channel;
  private final String address;

  private DoorPort(ServerSocketChannel channel, String address) {
    this.channel = channel;
    this.address = address;
  }

  /**
   * Binds a port.
   *
   * @param host the address of the host
   * @param ports the ports to choose from; the first free one is bound
   * @throws KernelError if none is free
   */
  public static DoorPort open(HostAddress host, PortRange ports) {
    ServerSocketChannel channel = host.listen(ports);
    try {
      int port = channel.socket().getLocalPort();
      return new DoorPort(channel, hostAndPort(host.advertised(), port));
    } catch (RuntimeException e) {
      close(channel);
      throw e;
    }
  }

  /** Returns a host and a port as one text; an IPv6 address is in brackets. */
  static String hostAndPort(String host, int port) {
    boolean isVersion6 = host.contains(":") && !host.startsWith("[");
    return (isVersion6 ? "[" + host + "]" : host) + ":" + port;
  }

  /** Returns the address at which clients reach the port, as {@code host:port}. */
  public String address() {
    return address;
  }

  /** Returns the channel, which listens until this port is closed. */
  public ServerSocketChannel channel() {
    return channel;
  }

  /** Stops listening. */
  @Override
  public void close() {
    close(channel);
  }

  private static void close(ServerSocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
