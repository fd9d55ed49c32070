package org.multiengine.core.net.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.Buffers;
import org.multiengine.core.net.socket.SocketWriter;

/** A transport that sends bytes as they are. */
public final class PlainTransport implements Transport {

  private final SocketChannel channel;
  private final SocketWriter writer;
  private final Buffers buffers;
  private final Owner owner;

  public PlainTransport(SocketChannel channel, SocketWriter writer, Buffers buffers, Owner owner) {
    this.channel = channel;
    this.writer = writer;
    this.buffers = buffers;
    this.owner = owner;
  }

  @Override
  public void start() throws IOException {
    owner.secured();
  }

  @Override
  public void send(ByteBuffer length, ByteBuffer frame) {
    ByteBuffer piece = buffers.take();
    try {
      piece.put(length);
      do {
        int count = Math.min(frame.remaining(), piece.remaining());
        piece.put(piece.position(), frame, frame.position(), count);
        frame.position(frame.position() + count);
        writer.write(piece.limit(piece.position() + count).position(0));
        piece.clear();
      } while (frame.hasRemaining());
    } finally {
      buffers.give(piece);
    }
  }

  @Override
  public int read() throws IOException {
    ByteBuffer bytes = buffers.network().clear();
    int count = channel.read(bytes);
    owner.plain(bytes.flip());
    return count;
  }

  @Override
  public void end() {
    // the end of the stream is enough
  }

  @Override
  public @Nullable SSLSession session() {
    return null;
  }
}
