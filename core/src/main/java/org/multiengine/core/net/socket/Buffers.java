package org.multiengine.core.net.socket;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that the connections of one reading thread share, so that an idle connection has
 * none. Buffers for channels are direct.
 */
public final class Buffers {

  /** The size of each buffer. A buffer holds many records of TLS, which have about 16 KB each. */
  static final int BYTES = 1 << 18;

  private static final int MAX_IDLE_BUFFERS = 8;

  private final Queue<ByteBuffer> idle = new ArrayBlockingQueue<>(MAX_IDLE_BUFFERS);
  private final ByteBuffer network = ByteBuffer.allocateDirect(BYTES);
  private @Nullable ByteBuffer plain;

  /** Returns an empty buffer for a sender, who gives it back. Safe for use by several threads. */
  public ByteBuffer take() {
    ByteBuffer buffer = idle.poll();
    return buffer == null ? ByteBuffer.allocateDirect(BYTES) : buffer.clear();
  }

  /** Takes a buffer back. Safe for use by several threads. */
  public void give(ByteBuffer buffer) {
    idle.offer(buffer);
  }

  /** Returns the buffer for bytes from a channel; only for the reading thread, for one read. */
  public ByteBuffer network() {
    return network;
  }

  /**
   * Returns the buffer for decrypted bytes; only for the reading thread, for one read. The buffer
   * is on the heap, into which the JDK decrypts faster.
   */
  public ByteBuffer plain() {
    ByteBuffer present = plain;
    if (present == null) {
      present = ByteBuffer.allocate(BYTES);
      plain = present;
    }
    return present;
  }
}
