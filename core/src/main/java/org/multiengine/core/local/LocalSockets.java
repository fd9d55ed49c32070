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
 * Connections between processes of one user on one machine, by Unix domain sockets: what they carry
 * never leaves the kernel, so it needs no encryption, and it takes few threads and system calls.
 * One thread reads for all of them.
 *
 * <p>A connection is offered by a file in a folder that only the user may enter; folder and file
 * are removed as soon as the other process has connected.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalSockets implements AutoCloseable {

  /** How many bytes a frame may have. */
  public static final int MAX_FRAME = 64 << 20;

  /** Hears what comes over a socket, on the reading thread; it should not take long. */
  @FunctionalInterface
  public interface Listener {

    /**
     * A frame has come.
     *
     * @param frame its bytes, which are there until this returns; if this throws, the socket is
     *     closed
     */
    void received(ByteBuffer frame);

    /** The other process has connected to what was offered. */
    default void opened(LocalSocket socket) {}
  }

  /** What the reading thread looks after. */
  interface Selected extends Closeable {

    /** The system has something for it. */
    void selected() throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(LocalSockets.class);
  private static final String PREFIX = "multiengine-";
  private static final String FILE = "link";
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  private final Selector selector;
  private volatile boolean closing;

  /**
   * Makes it, and starts the thread that reads, a daemon of that name.
   *
   * @throws UncheckedIOException if the system has no more descriptors of files
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
      LOG.error("connections with processes of this machine cannot be read any more", e);
    } finally {
      selector.keys().forEach(LocalSockets::close); // an open one that nobody reads would mislead
      close(selector);
    }
  }

  /** Whatever is wrong with one, it is closed, and the others are read. */
  @SuppressWarnings("CatchThrowable")
  private static void handle(SelectionKey key) {
    try {
      ((Selected) key.attachment()).selected();
    } catch (IOException | CancelledKeyException e) {
      LOG.debug("a connection with a process of this machine ends", e);
      close(key);
    } catch (Throwable e) {
      LOG.error("what a process of this machine sends cannot be read", e);
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
      LOG.warn("a socket is left behind", e);
    }
  }

  /**
   * Offers a connection to one other process.
   *
   * @param folder in which the file of the offer is made, the same for both processes; its path
   *     must leave some 40 of the 100 characters that systems allow
   * @throws IOException if there is no such folder, or its path is too long
   * @throws UnsupportedOperationException if the file system knows no permissions, or the system no
   *     such sockets
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

  /** A connection that is offered, until the other process has connected. */
  public final class Offer implements Selected {

    private final ServerSocketChannel channel;
    private final Path folder;
    private final Path file;
    private final Listener listener;

    private Offer(ServerSocketChannel channel, Path folder, Listener listener) {
      this.channel = channel;
      this.folder = folder;
      this.file = folder.resolve(FILE);
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

    /** Returns the file by which the other process connects. */
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
        socket.close(); // an open one that nobody reads would mislead
        throw e;
      }
    }

    /** Takes the offer back, unless the other process has connected. */
    @Override
    public void close() {
      LocalSockets.close(channel);
      selector.wakeup(); // which is when the system hears of it
      try {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      } catch (IOException e) {
        LOG.warn("{} cannot be removed", folder, e);
      }
    }
  }

  /**
   * Connects to what another process of this user has offered.
   *
   * @param folder the folder in which this process would offer
   * @param file the file as the {@link Offer} tells
   * @throws IOException if it is not such a file of this user, or nobody is there
   * @throws UnsupportedOperationException if the file system knows no permissions, or the system no
   *     such sockets
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
        && String.valueOf(file.getFileName()).equals(FILE)
        && Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)
        && Ownership.isOurs(own, OWNER_ONLY);
  }

  /** Has all that are open closed, and ends the thread; does not wait for that. */
  @Override
  public void close() {
    closing = true;
    selector.wakeup();
  }
}
