package org.multiengine.core.net.socket;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes bytes to a channel without ever waiting, and keeps the bytes that the system does not
 * accept. Safe for use by several threads.
 */
public final class SocketWriter {

  private static final Logger LOG = LoggerFactory.getLogger(SocketWriter.class);
  private static final int MIN_CHUNK_BYTES = 1 << 14;
  private static final int MAX_CHUNK_BYTES = Buffers.BYTES;

  /** The chunks that are written at most before other connections have their turn. */
  private static final int MAX_CHUNKS_PER_ROUND = 8;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final LongSupplier clock;
  private final Runnable onBroken;

  /** The bytes that the system has not accepted yet, in order; guarded by this. */
  private final Deque<ByteBuffer> backlog = new ArrayDeque<>();

  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean broken;
  private volatile long lastProgress;

  /**
   * Creates a writer.
   *
   * @param key the key of the channel, whose interest in writing this class changes
   * @param onBroken called once when the system refuses to write, on any thread
   */
  public SocketWriter(
      SocketChannel channel, SelectionKey key, LongSupplier clock, Runnable onBroken) {
    this.channel = channel;
    this.key = key;
    this.clock = clock;
    this.onBroken = onBroken;
    this.lastProgress = clock.getAsLong();
  }

  /** Returns the number of bytes that the system has not accepted yet. */
  public long backlogBytes() {
    return bytes.get();
  }

  /** Returns whether nothing can be written because the other end is closed. */
  public boolean isBroken() {
    return broken;
  }

  /** Returns the time of the clock at which the system last accepted bytes. */
  public long lastProgress() {
    return lastProgress;
  }

  /** Writes bytes after all others. Bytes that the system does not accept are copied. */
  public synchronized void write(ByteBuffer source) {
    if (broken) {
      return;
    }
    boolean first = backlog.isEmpty();
    if (first) {
      writeNow(source);
    }
    if (source.hasRemaining() && !broken) {
      keep(source);
      if (first) {
        awaitWritable();
      }
    }
  }

  private void writeNow(ByteBuffer source) {
    try {
      if (channel.write(source) > 0) {
        lastProgress = clock.getAsLong();
      }
    } catch (IOException e) {
      LOG.debug("the other end has closed the connection", e);
      broken = true;
      clear();
      onBroken.run();
    }
  }

  private void keep(ByteBuffer source) {
    bytes.addAndGet(source.remaining());
    ByteBuffer last = backlog.peekLast();
    while (source.hasRemaining()) {
      if (last == null || last.limit() == last.capacity()) {
        int size = Math.max(MIN_CHUNK_BYTES, Math.min(source.remaining(), MAX_CHUNK_BYTES));
        last = ByteBuffer.allocate(size).limit(0);
        backlog.addLast(last);
      }
      int end = last.limit();
      int count = Math.min(source.remaining(), last.capacity() - end);
      last.limit(end + count).put(end, source, source.position(), count);
      source.position(source.position() + count);
    }
  }

  private void awaitWritable() {
    try {
      key.interestOpsOr(SelectionKey.OP_WRITE);
      key.selector().wakeup();
    } catch (CancelledKeyException e) {
      LOG.debug("the connection was closed", e);
      clear();
    }
  }

  /**
   * Writes kept bytes when the channel has room; called on the reading thread.
   *
   * @return whether bytes were kept and none are left
   */
  public synchronized boolean flush() {
    boolean kept = !backlog.isEmpty();
    for (int chunk = 0; chunk < MAX_CHUNKS_PER_ROUND && !backlog.isEmpty(); chunk++) {
      ByteBuffer first = backlog.getFirst();
      int before = first.remaining();
      writeNow(first);
      if (broken) {
        break;
      }
      bytes.addAndGet(first.remaining() - before);
      if (first.hasRemaining()) {
        return false;
      }
      backlog.removeFirst();
    }
    if (backlog.isEmpty() && key.isValid()) {
      key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }
    return kept && backlog.isEmpty() && !broken;
  }

  /** Forgets all bytes that are kept. */
  public synchronized void discard() {
    broken = true;
    clear();
  }

  private void clear() {
    backlog.clear();
    bytes.set(0);
  }
}
