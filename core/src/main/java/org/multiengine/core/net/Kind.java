package org.multiengine.core.net;

import java.nio.channels.SocketChannel;
import java.time.Duration;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.SocketWriter;
import org.multiengine.core.net.transport.PlainTransport;
import org.multiengine.core.net.transport.TlsTransport;
import org.multiengine.core.net.transport.Transport;

/**
 * The attributes of a connection that its creator knows.
 *
 * @param peer names the other end in logs
 * @param tls encrypts, or null
 * @param handshakeLimit the time after which a connection that is not open is closed, or null if
 *     its creator sees to this
 * @param check checks the process at the other end before anything is read, or null
 */
record Kind(
    String peer,
    boolean isUnix,
    @Nullable SSLEngine tls,
    @Nullable Duration handshakeLimit,
    @Nullable PeerCheck check) {

  /** Returns the kind of a connection over a Unix domain socket. */
  static Kind unix(String peer) {
    return new Kind(peer, true, null, null, null);
  }

  /**
   * Returns the kind of a connection over a Unix domain socket whose other end is to be checked.
   */
  static Kind checkedUnix(String peer, PeerCheck check) {
    return new Kind(peer, true, null, null, check);
  }

  /**
   * Returns the kind of a connection over TCP.
   *
   * @param handshakeLimit the time after which a connection that is not open is closed, or null
   */
  static Kind tcp(String peer, @Nullable SSLEngine tls, @Nullable Duration handshakeLimit) {
    return new Kind(peer, false, tls, handshakeLimit, null);
  }

  /** Creates the transport for a connection of this kind. */
  Transport transport(
      SocketChannel channel, SocketWriter writer, Shared shared, Transport.Owner owner) {
    if (tls != null) {
      return new TlsTransport(tls, channel, writer, shared.buffers(), shared.workers(), owner);
    }
    var plain = new PlainTransport(channel, writer, shared.buffers(), owner);
    return check == null
        ? plain
        : new CheckedTransport(plain, channel, check, shared.checkers(), owner);
  }
}
