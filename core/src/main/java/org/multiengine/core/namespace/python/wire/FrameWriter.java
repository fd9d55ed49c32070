package org.multiengine.core.namespace.python.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * Writes frames to a channel in non-blocking mode. The calls of several threads follow one another.
 * The interrupt of a thread that writes does not close the channel; the thread is still interrupted
 * afterwards.
 */
public final class FrameWriter implements AutoCloseable {

  /** The number of bytes that are written at a time, because the JDK copies them before. */
  private static final int CHUNK_BYTES = 1 << 18;

  private final SocketChannel channel;
  private final Selector writable;

  /** Creates a writer of a connected channel. */
  public FrameWriter(SocketChannel channel) throws IOException {
    this.channel = channel;
    this.writable = Selector.open();
    channel.register(writable, SelectionKey.OP_WRITE);
  }

  /**
   * Writes a frame completely.
   *
   * @throws IOException if the connection has ended
   */
  public synchronized void write(Frame frame) throws IOException {
    boolean interrupted = false;
    for (ByteBuffer piece : frame.pieces()) {
      int end = piece.limit();
      while (piece.position() < end) {
        piece.limit(Math.min(end, piece.position() + CHUNK_BYTES));
        if (channel.write(piece) == 0) {
          interrupted |= Thread.interrupted(); // would end the wait at once
          writable.select();
          writable.selectedKeys().clear();
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    writable.close();
  }
}
