package org.multiengine.core.local;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections between processes of one user on one machine over Unix domain sockets. Their data
 * never leaves the kernel, so it needs no encryption. One thread reads all connections.
 *
 * <p>A process offers a connection by a file in a folder that only the user may enter. Folder and
 * file are removed as soon as the other process has connected.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalSockets implements AutoCloseable {

  /** The maximal size of a frame. */
  public static final int MAX_FRAME_BYTES = 64 << 20;

  /**
   * A listener for the frames of a socket. Called by the reading thread; methods must return
   * quickly.
   */
  @FunctionalInterface
  public interface Listener {

    /**
     * Called when a frame has arrived. If this method throws, the socket is closed.
     *
     * @param frame the bytes of the frame, valid until this method returns
     */
    void received(ByteBuffer frame);

    /** Called when the other process has connected to the offer. */
    default void opened(LocalSocket socket) {}
  }

  /** A channel that the reading thread serves. */
  interface Selected extends Closeable {

    /** Called when the system has an event for the channel. */
    void selected() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(LocalSockets.class);
  private static final String PREFIX = "multiengine-";
  private static final String FILE_NAME = "link";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Selector selector;
  private volatile boolean closing;

  /**
   * Creates the connections of a process and starts the reading thread, a daemon of that name.
   *
   * @throws UncheckedIOException if the system has no more file descriptors
   */
  public LocalSockets(String threadName) {
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::run, threadName);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closing) {
        selector.select(LocalSockets::handle);
      }
    } catch (IOException e) {
      LOG.error("connections with processes of this machine can no longer be read", e);
    } finally {
      selector
          .keys()
          .forEach(LocalSockets::close); // an open socket that nobody reads would accept frames
      close(selector);
    }
  }

  /**
   * Serves one channel. If that fails in any way, the channel is closed and the others are still
   * read.
   */
  @SuppressWarnings("CatchThrowable")
  private static void handle(SelectionKey key) {
    try {
      ((Selected) key.attachment()).selected();
    } catch (IOException | CancelledKeyException e) {
      LOG.debug("a connection with a process of this machine has ended", e);
      close(key);
    } catch (Throwable e) {
      LOG.error("the frames of a process of this machine cannot be read", e);
      close(key);
    }
  }

  private static void close(SelectionKey key) {
    close(key.attachment() instanceof Selected selected ? selected : key.channel());
  }

  private static void close(Closeable what) {
    try {
      what.close();
    } catch (IOException e) {
      LOG.warn("a socket cannot be closed", e);
    }
  }

  /**
   * Offers a connection to one other process.
   *
   * @param folder the folder for the file of the offer, the same for both processes; its path may
   *     have about 60 characters, because systems allow about 100 for the path of the file
   * @param listener receives the frames of the connection
   * @throws IOException if the folder does not exist or its path is too long
   * @throws UnsupportedOperationException if the file system has no permissions or the system has
   *     no Unix domain sockets
   */
  public Offer offer(Path folder, Listener listener) throws IOException {
    Path own =
        Files.createTempDirectory(folder, PREFIX, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    try {
      var offer = new Offer(ServerSocketChannel.open(StandardProtocolFamily.UNIX), own, listener);
      offer.start();
      return offer;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(own);
      throw e;
    }
  }

  /** An offered connection that the other process has not accepted yet. */
  public final class Offer implements Selected {

    private final ServerSocketChannel channel;
    private final Path folder;
    private final Path file;
    private final Listener listener;

    private Offer(ServerSocketChannel channel, Path folder, Listener listener) {
      this.channel = channel;
      this.folder = folder;
      this.file = folder.resolve(FILE_NAME);
      this.listener = listener;
    }

    private void start() throws IOException {
      try {
        channel.bind(UnixDomainSocketAddress.of(file), 1);
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_ACCEPT, this);
        selector.wakeup();
      } catch (IOException | RuntimeException e) {
        close();
        throw e;
      }
    }

    /** Returns the file that the other process connects to. */
    public Path file() {
      return file;
    }

    @Override
    public void selected() throws IOException {
      SocketChannel accepted = channel.accept();
      if (accepted != null) {
        close();
        open(LocalSocket.of(accepted, selector, listener));
      }
    }

    @SuppressWarnings("CatchThrowable") // it is thrown again
    private void open(LocalSocket socket) {
      try {
        listener.opened(socket);
        socket.start();
      } catch (Throwable e) {
        socket.close(); // an open socket that nobody reads would accept frames
        throw e;
      }
    }

    /** Withdraws the offer, unless the other process has connected. */
    @Override
    public void close() {
      LocalSockets.close(channel);
      selector.wakeup(); // a registered channel is closed by the next selection
      try {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        LOG.warn("{} cannot be removed", folder, e);
      }
    }
  }

  /**
   * Connects to an offer of another process of this user.
   *
   * @param folder the folder in which this process would make offers
   * @param file the {@linkplain Offer#file() file} of the offer
   * @param listener receives the frames of the connection
   * @throws IOException if the file is not an offer of this user, or if the other process no longer
   *     listens
   * @throws UnsupportedOperationException if the file system has no permissions or the system has
   *     no Unix domain sockets
   */
  public LocalSocket connect(Path folder, Path file, Listener listener) throws IOException {
    if (!isOffer(folder, file)) {
      throw new IOException(file + " is not a connection that a process of this user offers");
    }
    SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(file));
    LocalSocket socket = LocalSocket.of(channel, selector, listener);
    socket.start();
    return socket;
  }

  private static boolean isOffer(Path folder, Path file) throws IOException {
    Path own = file.getParent();
    return own != null
        && folder.equals(own.getParent())
        && String.valueOf(own.getFileName()).startsWith(PREFIX)
        && String.valueOf(file.getFileName()).equals(FILE_NAME)
        && Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)
        && Ownership.isOurs(own, OWNER_ONLY);
  }

  /** Closes all connections and offers and ends the reading thread. Does not wait for the end. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
  }
}
