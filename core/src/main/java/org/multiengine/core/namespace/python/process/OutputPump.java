package org.multiengine.core.namespace.python.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.namespace.StandardStreams;

/** Moves the output of a Python process to the sink of the engine. */
final class OutputPump {

  private static final int CHUNK_BYTES = 1 << 16;

  /**
   * The number of chunks that are moved before frames are looked at again. The buffers of a socket
   * hold less, so that the output that precedes a frame is moved before it.
   */
  private static final int MAX_CHUNKS = 16;

  private final SocketChannel out;
  private final SocketChannel err;
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK_BYTES);
  private final byte[] bytes = new byte[CHUNK_BYTES];
  private volatile @Nullable Supplier<? extends StandardStreams.@Nullable Sink> sinks;

  OutputPump(SocketChannel out, SocketChannel err) {
    this.out = out;
    this.err = err;
  }

  /** Directs the output from now on to the sinks of the thread that calls this method. */
  void follow() {
    sinks = StandardStreams.sinks();
  }

  /** Moves the output that has arrived. Closed streams are passed over. */
  void move() {
    move(out, false);
    move(err, true);
  }

  private void move(SocketChannel from, boolean toStderr) {
    try {
      for (int i = 0; i < MAX_CHUNKS && from.isOpen(); i++) {
        chunk.clear();
        int count = from.read(chunk);
        if (count < 0) {
          from.close();
        }
        if (count <= 0) {
          return;
        }
        chunk.flip().get(bytes, 0, count);
        write(count, toStderr);
      }
    } catch (IOException ended) {
      close(from);
    }
  }

  private void write(int count, boolean toStderr) {
    Supplier<? extends StandardStreams.@Nullable Sink> current = sinks;
    StandardStreams.Sink sink = current == null ? null : current.get();
    if (sink == null) {
      (toStderr ? System.err : System.out).write(bytes, 0, count);
    } else if (toStderr) {
      sink.err(bytes, 0, count);
    } else {
      sink.out(bytes, 0, count);
    }
  }

  void close() {
    close(out);
    close(err);
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException alreadyClosed) {
      // nothing is left to be done
    }
  }
}
