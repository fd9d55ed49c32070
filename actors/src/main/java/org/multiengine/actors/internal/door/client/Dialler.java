package org.multiengine.actors.internal.door.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.door.SocketFolder;
import org.multiengine.actors.internal.security.DoorTls;
import org.multiengine.core.net.Connection;
import org.multiengine.core.net.Connections;
import org.multiengine.core.net.Listener;

/**
 * Opens connections to the processes of a cluster: over their Unix domain sockets if they are on
 * this machine and of this user, and otherwise over the doors of their hosts.
 *
 * <p>Safe for use by several threads.
 */
final class Dialler {

  private final Connections connections;
  private final String socketFolder;
  private final @Nullable DoorTls tls;
  private final Duration limit;

  /**
   * Creates a dialler.
   *
   * @param socketFolder the folder in which hosts have the folders of their sockets; empty for none
   * @param tls the credentials; null if the cluster has none
   * @param limit how long connection and handshake may take
   */
  Dialler(Connections connections, String socketFolder, @Nullable DoorTls tls, Duration limit) {
    this.connections = connections;
    this.socketFolder = socketFolder;
    this.tls = tls;
    this.limit = limit;
  }

  /**
   * Returns the Unix domain socket of a process; null if this process cannot see it.
   *
   * @param door the address of the host's door
   * @param socket the name of the socket in the host's folder
   */
  @Nullable Path socket(String door, String socket) {
    return SocketFolder.socket(socketFolder, door, socket).orElse(null);
  }

  /**
   * Connects to a process.
   *
   * @param door the address of the host's door
   * @param socket the name of the process's socket in the host's folder
   * @throws IOException if neither the socket nor the door can be reached; says why
   */
  Connection dial(String door, String socket, Listener listener) throws IOException {
    Path file = socket(door, socket);
    if (file == null) {
      return dial(door, listener);
    }
    try {
      return connections.connect(file, listener);
    } catch (IOException e) {
      try {
        return dial(door, listener);
      } catch (IOException remote) {
        remote.addSuppressed(e); // the socket is the likelier way, but its file may be a leftover
        throw remote;
      }
    }
  }

  private Connection dial(String door, Listener listener) throws IOException {
    InetSocketAddress address = addressOf(door);
    if (tls == null) {
      return connections.connect(address, null, limit, listener);
    }
    String host = address.getHostString();
    Connection connection =
        connections.connect(address, tls.toDoor(host, address.getPort()), limit, listener);
    SSLSession session = connection.session();
    String problem = session == null ? "it uses no TLS" : DoorTls.problemOfHost(session, host);
    if (problem != null) {
      connection.close();
      throw new IOException("the process at " + door + " is not trusted: " + problem);
    }
    return connection;
  }

  /** Returns the address of a door, {@code host:port} or {@code [IPv6 address]:port}. */
  static InetSocketAddress addressOf(String door) throws IOException {
    int colon = door.lastIndexOf(':');
    try {
      String host = door.substring(0, colon);
      boolean bracketed = host.startsWith("[") && host.endsWith("]");
      return new InetSocketAddress(
          bracketed ? host.substring(1, host.length() - 1) : host,
          Integer.parseInt(door.substring(colon + 1)));
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException("'" + door + "' is not the address of a door, as in 10.0.0.1:7000", e);
    }
  }
}
