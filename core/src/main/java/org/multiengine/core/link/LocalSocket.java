package org.multiengine.core.link;

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

  private final SocketChannel channel;
  private final LocalSockets.Listener listener;
  private final SelectionKey key;

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
    } catch (IOException | RuntimeException e) {
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
      close();
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
    if (key.isWritable()) {
      writeBacklog();
    }
    if (key.isReadable()) {
      read();
    }
  }

  private void writeBacklog() throws IOException {
    synchronized (backlog) {
      while (!backlog.isEmpty()) {
        ByteBuffer first = backlog.getFirst();
        channel.write(first);
        if (first.hasRemaining()) {
          return;
        }
        backlog.removeFirst();
      }
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
  private void deliver() throws IOException {
    while (incoming.remaining() >= Integer.BYTES) {
      int length = incoming.getInt(incoming.position());
      if (length < 0 || length > LocalSockets.MAX_FRAME) {
        throw new IOException("the other process sends a frame of " + length + " bytes");
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
    int wanted = Math.max(bytes, BUFFER);
    if (incoming.capacity() == wanted
        || (incoming.hasRemaining() && incoming.capacity() > wanted)) {
      incoming.compact();
    } else {
      incoming = ByteBuffer.allocateDirect(wanted).put(incoming);
    }
  }

  /** Tells whether it is open at this end, as far as is known: the other may have gone just now. */
  public boolean isOpen() {
    return channel.isOpen();
  }

  /** Closes it; what the system has not taken yet is not sent. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("a socket cannot be closed", e);
    }
    key.selector().wakeup(); // which is when the system hears of it
  }
}
