package org.multiengine.core.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of a connection of {@link LocalSockets}. Frames arrive at the other end once, whole and
 * in order, until either end is closed.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalSocket implements LocalSockets.Selected {

  private static final Logger LOG = LoggerFactory.getLogger(LocalSocket.class);
  private static final int BUFFER_BYTES = 1 << 16;

  /** The size of the largest buffer that is kept after a large frame was received. */
  private static final int MAX_KEPT_BUFFER_BYTES = 1 << 20;

  private final SocketChannel channel;
  private final LocalSockets.Listener listener;
  private final SelectionKey key;

  /**
   * Whether the other end is closed. Nothing can be sent then, but frames that it sent before are
   * read.
   */
  private volatile boolean ended;

  /** The bytes that the system has not accepted yet, in order; guarded by itself. */
  private final Deque<ByteBuffer> backlog = new ArrayDeque<>();

  /** The buffer of frames that fit into it; guarded by the backlog. */
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER_BYTES);

  /** The bytes of incomplete frames; used only by the reading thread. */
  private ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER_BYTES);

  private LocalSocket(SocketChannel channel, SelectionKey key, LocalSockets.Listener listener) {
    this.channel = channel;
    this.key = key;
    this.listener = listener;
  }

  /**
   * Creates a socket that is not read before {@link #start()}. The channel is closed if this fails.
   */
  static LocalSocket of(SocketChannel channel, Selector selector, LocalSockets.Listener listener)
      throws IOException {
    try {
      channel.configureBlocking(false);
      SelectionKey key = channel.register(selector, 0);
      var socket = new LocalSocket(channel, key, listener);
      key.attach(socket);
      return socket;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      throw e;
    }
  }

  /** Starts to read. */
  void start() {
    await(SelectionKey.OP_READ);
  }

  private void await(int operation) {
    try {
      key.interestOpsOr(operation);
    } catch (CancelledKeyException e) {
      LOG.debug("the socket was closed", e);
      close();
    }
    key.selector().wakeup();
  }

  /**
   * Sends a frame. Does not wait: bytes that the system does not accept immediately are kept and
   * sent when the other end has read more. The caller must limit their amount. A closed socket
   * sends nothing.
   *
   * @throws IllegalArgumentException if the frame is longer than {@link
   *     LocalSockets#MAX_FRAME_BYTES}
   */
  public void send(ByteBuffer frame) {
    if (frame.remaining() > LocalSockets.MAX_FRAME_BYTES) {
      throw new IllegalArgumentException("a frame of " + frame.remaining() + " bytes");
    }
    synchronized (backlog) {
      ByteBuffer bytes = withLength(frame);
      if (backlog.isEmpty()) {
        write(bytes);
      }
      if (bytes.hasRemaining() && isOpen()) {
        keep(bytes);
      }
    }
  }

  private ByteBuffer withLength(ByteBuffer frame) {
    int length = frame.remaining();
    boolean fits = length + Integer.BYTES <= outgoing.capacity();
    ByteBuffer bytes = fits ? outgoing.clear() : ByteBuffer.allocate(length + Integer.BYTES);
    return bytes.putInt(length).put(frame).flip();
  }

  private void write(ByteBuffer bytes) {
    try {
      channel.write(bytes);
    } catch (IOException e) {
      LOG.debug("the other process has closed the connection", e);
      ended = true;
    }
  }

  private void keep(ByteBuffer bytes) {
    boolean first = backlog.isEmpty();
    backlog.addLast(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
    if (first) {
      await(SelectionKey.OP_WRITE);
    }
  }

  @Override
  public void selected() throws IOException {
    if (key.isReadable()) {
      read();
    }
    if (key.isWritable()) {
      writeBacklog();
    }
  }

  private void writeBacklog() {
    synchronized (backlog) {
      while (!backlog.isEmpty() && isOpen()) {
        ByteBuffer first = backlog.getFirst();
        write(first);
        if (first.hasRemaining() && isOpen()) {
          return;
        }
        backlog.removeFirst();
      }
      backlog.clear();
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }
  }

  private void read() throws IOException {
    boolean more = true;
    while (more) {
      if (channel.read(incoming) < 0) {
        throw new IOException("the other process has closed the connection");
      }
      more = !incoming.hasRemaining(); // otherwise the system has no more bytes for now
      incoming.flip();
      deliver();
    }
  }

  /** Delivers the complete frames and makes room for the rest of the next frame. */
  private void deliver() {
    while (incoming.remaining() >= Integer.BYTES) {
      int length = incoming.getInt(incoming.position());
      if (length < 0 || length > LocalSockets.MAX_FRAME_BYTES) {
        throw new IllegalStateException(
            "the other process announces a frame of " + length + " bytes");
      }
      if (incoming.remaining() < Integer.BYTES + length) {
        makeRoom(Integer.BYTES + length);
        return;
      }
      int start = incoming.position() + Integer.BYTES;
      listener.received(incoming.slice(start, length));
      incoming.position(start + length);
    }
    makeRoom(BUFFER_BYTES);
  }

  private void makeRoom(int bytes) {
    boolean suffices = incoming.capacity() >= bytes;
    if (suffices
        && (incoming.capacity() <= MAX_KEPT_BUFFER_BYTES || bytes > MAX_KEPT_BUFFER_BYTES)) {
      incoming.compact();
    } else {
      incoming = ByteBuffer.allocateDirect(Math.max(bytes, BUFFER_BYTES)).put(incoming);
    }
  }

  /** Returns whether this end is open and the other end is not known to be closed. */
  public boolean isOpen() {
    return !ended && channel.isOpen();
  }

  /** Closes the socket. Bytes that the system has not accepted are not sent. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("a socket cannot be closed", e);
    }
    synchronized (backlog) {
      backlog.clear();
    }
    key.selector().wakeup(); // a registered channel is closed by the next selection
  }
}
