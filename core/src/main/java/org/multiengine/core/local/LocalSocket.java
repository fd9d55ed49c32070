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
 * One end of a connection of {@link LocalSockets}. What is sent comes out at the other end once, in
 * order and whole, until either end is closed.
 *
 * <p>Safe for use by several threads.
 */
public final class LocalSocket implements LocalSockets.Selected {

  private static final Logger LOG = LoggerFactory.getLogger(LocalSocket.class);
  private static final int BUFFER = 1 << 16;

  /** How large a buffer may be that is kept when a large frame has come. */
  private static final int KEPT = 1 << 20;

  private final SocketChannel channel;
  private final LocalSockets.Listener listener;
  private final SelectionKey key;

  /** The other end has gone: nothing can be sent, but what it has sent before is read. */
  private volatile boolean ended;

  /** What the system has not taken yet, in order; guarded by itself. */
  private final Deque<ByteBuffer> backlog = new ArrayDeque<>();

  /** What fits is sent out of this; guarded by the backlog. */
  private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER);

  /** What has come of frames that are not whole; used by the reading thread alone. */
  private ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER);

  private LocalSocket(SocketChannel channel, SelectionKey key, LocalSockets.Listener listener) {
    this.channel = channel;
    this.key = key;
    this.listener = listener;
  }

  /** Makes one that is read from now on; the channel is closed if that is not possible. */
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

  /** Begins to read. */
  void start() {
    await(SelectionKey.OP_READ);
  }

  private void await(int operation) {
    try {
      key.interestOpsOr(operation);
    } catch (CancelledKeyException e) {
      LOG.debug("closed meanwhile", e);
      close();
    }
    key.selector().wakeup();
  }

  /**
   * Sends a frame. Never waits: what the system does not take now is kept, and goes as soon as the
   * other end has read more. How much that may become is the caller's to limit. Nothing is sent by
   * a socket that is closed.
   *
   * @throws IllegalArgumentException if it is longer than {@link LocalSockets#MAX_FRAME}
   */
  public void send(ByteBuffer frame) {
    if (frame.remaining() > LocalSockets.MAX_FRAME) {
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
      LOG.debug("the other process has gone", e);
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
      more = !incoming.hasRemaining(); // else the system has no more for now
      incoming.flip();
      deliver();
    }
  }

  /** Hands on the frames that are whole, and makes room for the rest of the next. */
  private void deliver() {
    while (incoming.remaining() >= Integer.BYTES) {
      int length = incoming.getInt(incoming.position());
      if (length < 0 || length > LocalSockets.MAX_FRAME) {
        throw new IllegalStateException("a frame of " + length + " bytes is announced");
      }
      if (incoming.remaining() < Integer.BYTES + length) {
        makeRoom(Integer.BYTES + length);
        return;
      }
      int start = incoming.position() + Integer.BYTES;
      listener.received(incoming.slice(start, length));
      incoming.position(start + length);
    }
    makeRoom(BUFFER);
  }

  private void makeRoom(int bytes) {
    boolean suffices = incoming.capacity() >= bytes;
    if (suffices && (incoming.capacity() <= KEPT || bytes > KEPT)) {
      incoming.compact();
    } else {
      incoming = ByteBuffer.allocateDirect(Math.max(bytes, BUFFER)).put(incoming);
    }
  }

  /** Tells whether it is open at this end, as far as is known: the other may have gone just now. */
  public boolean isOpen() {
    return !ended && channel.isOpen();
  }

  /** Closes it; what the system has not taken yet is not sent. */
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
    key.selector().wakeup(); // which is when the system hears of it
  }
}
