package org.multiengine.core.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import org.multiengine.core.net.socket.SocketWriter;
import org.multiengine.core.net.transport.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends frames, one after the other, so that they stay whole. Safe for use by several threads. */
final class FrameSender {

  private static final Logger LOG = LoggerFactory.getLogger(FrameSender.class);
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final Transport transport;
  private final SocketWriter writer;
  private final ReentrantLock lock = new ReentrantLock();

  /** The length of the present frame; guarded by the lock. */
  private final ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);

  /** Whether nothing more may be sent; guarded by the lock. */
  private boolean ended;

  /**
   * Creates a sender.
   *
   * @param writer writes what the transport sends
   */
  FrameSender(Transport transport, SocketWriter writer) {
    this.transport = transport;
    this.writer = writer;
  }

  /** Sends a frame after those of other threads. Does nothing after {@link #end()}. */
  void send(ByteBuffer frame) throws IOException {
    lock.lock();
    try {
      if (!ended) {
        transport.send(length.clear().putInt(frame.remaining()).flip(), frame);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether the system has accepted nothing since a time of the clock, and nothing waits.
   */
  boolean isQuietSince(long time) {
    return writer.lastProgress() - time <= 0 && writer.backlogBytes() == 0;
  }

  /** Sends an empty frame unless a thread sends something. */
  void sendEmpty() throws IOException {
    if (lock.tryLock()) {
      try {
        send(EMPTY.duplicate());
      } finally {
        lock.unlock();
      }
    }
  }

  /** Notifies the other end that nothing more will be sent. */
  void end() throws IOException {
    lock.lock();
    try {
      if (!ended) {
        ended = true;
        transport.end();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Notifies the other end that nothing more will be sent, if that is possible without waiting. */
  void endIfIdle() {
    try {
      if (writer.backlogBytes() == 0 && lock.tryLock()) {
        try {
          end();
        } finally {
          lock.unlock();
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("the other end cannot be notified of the end of the connection", e);
    }
  }
}
