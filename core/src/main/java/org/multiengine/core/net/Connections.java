package org.multiengine.core.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.Buffers;
import org.multiengine.core.net.socket.Loop;
import org.multiengine.core.net.socket.Reasons;
import org.multiengine.core.net.socket.TcpSockets;
import org.multiengine.core.net.socket.UnixFiles;
import org.multiengine.core.net.transport.HandshakeWorkers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that carry frames, over Unix domain sockets between processes of one user on one
 * machine, and over TCP with or without TLS 1.3. One thread reads all connections; frames are sent
 * by the threads of their senders.
 *
 * <p>Safe for use by several threads.
 */
public final class Connections implements AutoCloseable {

  /** The maximal size of a frame. */
  public static final int MAX_FRAME_BYTES = 64 << 20;

  /**
   * The limits of connections. Unix domain sockets have no limits of time, because the system
   * reports the end of a process.
   *
   * @param keepAlive the time after which an empty frame is sent if nothing else was sent
   * @param silence the time after which a connection is closed if nothing came, several times the
   *     other end's {@code keepAlive}
   * @param maxUnreadBytes the backlog above which no further frame is sent, and the connection is
   *     closed because the other end does not read. A backlog may exceed it by one frame.
   */
  public record Limits(Duration keepAlive, Duration silence, long maxUnreadBytes) {

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    public Limits {
      if (keepAlive.isNegative() || keepAlive.isZero()) {
        throw new IllegalArgumentException("keepAlive is " + keepAlive);
      }
      if (silence.isNegative() || silence.isZero()) {
        throw new IllegalArgumentException("silence is " + silence);
      }
      if (maxUnreadBytes <= 0) {
        throw new IllegalArgumentException("maxUnreadBytes is " + maxUnreadBytes);
      }
    }
  }

  /**
   * The limits of a TCP server for connections whose TLS handshake is not complete.
   *
   * @param limit the time after which a connection is closed
   * @param maxAtOnce the number of such connections; more are closed when they are accepted
   */
  public record Handshakes(Duration limit, int maxAtOnce) {

    /**
     * Creates limits.
     *
     * @throws IllegalArgumentException if one of them is not positive
     */
    public Handshakes {
      if (limit.isNegative() || limit.isZero()) {
        throw new IllegalArgumentException("limit is " + limit);
      }
      if (maxAtOnce <= 0) {
        throw new IllegalArgumentException("maxAtOnce is " + maxAtOnce);
      }
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final Shared shared;
  private final HandshakeWorkers workers;
  private final HandshakeWorkers checkers;
  private final Set<ChannelServer> servers = ConcurrentHashMap.newKeySet();

  /**
   * Creates the connections of a process and starts the reading thread, a daemon of that name.
   *
   * @throws UncheckedIOException if the system has no more file descriptors
   */
  public Connections(String threadName, Limits limits) {
    this(threadName, limits, System::nanoTime);
  }

  Connections(String threadName, Limits limits, LongSupplier clock) {
    try {
      var loop = new Loop(threadName, clock);
      this.workers = new HandshakeWorkers(threadName + "-tls");
      this.checkers = new HandshakeWorkers(threadName + "-users");
      this.shared =
          new Shared(loop, new Watch(loop, limits), new Buffers(), workers, checkers, limits);
      loop.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Connects to a process of this user on this machine. Does not wait for its answer, but perhaps
   * for the system, which looks up the names of users. Frames may arrive before this method
   * returns.
   *
   * @param socketFile the file on which the other process {@linkplain #listen(Path, Acceptor, int)
   *     listens}
   * @throws IOException if nobody listens there, if the folder of the file is not of this user and
   *     mode 0700, if the other process is of another user, or if these connections are closed
   * @throws UnsupportedOperationException if the system has no Unix domain sockets or the file
   *     system has no permissions
   * @throws IllegalStateException if called on the reading thread
   */
  public Connection connect(Path socketFile, Listener listener) throws IOException {
    checkMayWait();
    UnixFiles.checkFolder(socketFile);
    var kind = Kind.unix(socketFile.toString());
    SocketChannel channel = UnixFiles.connect(socketFile);
    return Endpoint.start(shared, channel, kind, new DirectOpening(listener)).connection();
  }

  /**
   * Connects to an address and waits until the connection is open, with TLS until the other end has
   * accepted this end's certificate. Frames may arrive before this method returns.
   *
   * @param tls an engine in client mode for this connection alone, or null for a connection without
   *     encryption. It decides about the other end's certificate. Only TLS 1.3 is used.
   * @param limit the time to wait at most
   * @param listener receives frames and the end of the connection, unless this method throws
   * @throws IOException if the connection cannot be opened in time; the message names the address
   *     and the reason, for example which end refused a certificate
   * @throws IllegalArgumentException if the engine is in server mode
   * @throws IllegalStateException if called on the reading thread
   */
  public Connection connect(
      InetSocketAddress address, @Nullable SSLEngine tls, Duration limit, Listener listener)
      throws IOException {
    if (tls != null && !tls.getUseClientMode()) {
      throw new IllegalArgumentException("the engine is in server mode");
    }
    checkMayWait();
    String name = TcpSockets.name(address);
    try {
      return open(name, address, tls, limit, listener);
    } catch (IOException e) {
      throw new IOException("cannot connect to " + name + ": " + Reasons.of(e), e);
    }
  }

  private void checkMayWait() {
    if (shared.loop().isHere()) {
      throw new IllegalStateException("the reading thread cannot wait for a connection");
    }
  }

  private Connection open(
      String name,
      InetSocketAddress address,
      @Nullable SSLEngine tls,
      Duration limit,
      Listener listener)
      throws IOException {
    long start = System.nanoTime();
    SocketChannel channel = TcpSockets.connect(address, limit);
    var opening = new ClientOpening(listener);
    var kind = Kind.tcp(name, tls, null);
    Endpoint endpoint = Endpoint.start(shared, channel, kind, opening);
    try {
      return opening.await(limit.toNanos() - (System.nanoTime() - start), limit);
    } catch (IOException e) {
      endpoint.close("not opened: " + Reasons.of(e));
      throw e;
    }
  }

  /**
   * Accepts connections of processes of this user on this machine.
   *
   * @param socketFile the file of the socket, which is created in place of one on which nobody
   *     listens, in a folder that belongs to this user with mode 0700. Its path may have about 100
   *     characters. No other process may use the same name at the same time.
   * @param acceptor provides the listeners of accepted connections
   * @param maxUnchecked the number of connections whose user may be unknown at a time; more are
   *     closed when they are accepted
   * @throws IOException if another process listens on the file, if the file is not a socket, if its
   *     folder has another owner or mode, or if these connections are closed
   * @throws UnsupportedOperationException if the system has no Unix domain sockets or the file
   *     system has no permissions
   */
  public Server listen(Path socketFile, Acceptor acceptor, int maxUnchecked) throws IOException {
    return listen(
        socketFile, acceptor, maxUnchecked, channel -> UnixFiles.checkUser(channel, socketFile));
  }

  /** Accepts connections of processes that pass a check, which may wait. */
  Server listen(Path socketFile, Acceptor acceptor, int maxUnchecked, PeerCheck check)
      throws IOException {
    UnixFiles.checkFolder(socketFile);
    var incoming =
        new UnixIncoming(
            shared,
            socketFile.toString(),
            UnixFiles.user(socketFile).getName(),
            check,
            maxUnchecked,
            acceptor);
    return serve(UnixFiles.listen(socketFile), incoming, () -> delete(socketFile));
  }

  private static void delete(Path socketFile) {
    try {
      Files.deleteIfExists(socketFile);
    } catch (IOException e) {
      LOG.warn("{} cannot be removed", socketFile, e);
    }
  }

  /**
   * Accepts connections over TCP.
   *
   * @param bound a bound channel, from now on owned by the server
   * @param tls creates an engine in server mode for each connection, or null for connections
   *     without encryption. It decides whether the other end needs a certificate and whether the
   *     certificate is accepted. Only TLS 1.3 is used. Called on the reading thread.
   * @param acceptor provides the listeners of accepted connections; with TLS after the handshake
   * @param handshakes the limits for connections before the handshake is complete
   * @throws IOException if the channel is closed or these connections are closed
   */
  public Server listen(
      ServerSocketChannel bound,
      @Nullable Supplier<SSLEngine> tls,
      Acceptor acceptor,
      Handshakes handshakes)
      throws IOException {
    return serve(bound, new TcpIncoming(shared, tls, acceptor, handshakes), () -> {});
  }

  private Server serve(
      ServerSocketChannel channel, ChannelServer.Incoming incoming, Runnable onClose)
      throws IOException {
    ChannelServer server = ChannelServer.start(channel, shared.loop(), incoming, onClose);
    servers.removeIf(each -> !each.isOpen());
    servers.add(server);
    return server;
  }

  /**
   * Returns whether a connection has ended in order, because one of its ends has closed it.
   *
   * @param reason the reason of {@link Listener#closed}
   */
  public static boolean isInOrder(String reason) {
    return Reasons.isInOrder(reason);
  }

  /**
   * Returns whether a connection was closed by this end because the other end does not read.
   *
   * @param reason the reason of {@link Listener#closed}
   */
  public static boolean isUnread(String reason) {
    return Reasons.isUnread(reason);
  }

  /** Runs a task on the reading thread, unless that has ended. */
  void execute(Runnable task) {
    shared.loop().execute(task);
  }

  /**
   * Closes all servers and connections and ends the reading thread, which notifies the listeners.
   * Does not wait for the end.
   */
  @Override
  public void close() {
    List.copyOf(servers).forEach(ChannelServer::close);
    shared.loop().close();
    workers.close();
    checkers.close();
  }
}
