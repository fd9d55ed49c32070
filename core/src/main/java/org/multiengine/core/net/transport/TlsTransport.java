package org.multiengine.core.net.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import org.multiengine.core.net.socket.Buffers;
import org.multiengine.core.net.socket.SocketWriter;

/**
 * A transport that encrypts by TLS 1.3. Senders encrypt in their own threads, the reading thread
 * decrypts, and handshakes work on threads of their own.
 */
public final class TlsTransport implements Transport {

  private static final String[] PROTOCOLS = {"TLSv1.3"};

  private final SSLEngine engine;
  private final TlsWriter writer;
  private final TlsReader reader;

  /**
   * Creates a transport.
   *
   * @param workers runs the work of handshakes
   */
  public TlsTransport(
      SSLEngine engine,
      SocketChannel channel,
      SocketWriter writer,
      Buffers buffers,
      Executor workers,
      Owner owner) {
    this.engine = engine;
    engine.setEnabledProtocols(PROTOCOLS);
    this.writer = new TlsWriter(engine, writer, buffers);
    this.reader = new TlsReader(engine, channel, buffers, workers, this.writer, owner);
  }

  @Override
  public void start() throws IOException {
    reader.start();
  }

  @Override
  public void send(ByteBuffer length, ByteBuffer frame) throws IOException {
    writer.send(length, frame);
  }

  @Override
  public int read() throws IOException {
    return reader.read();
  }

  @Override
  public void end() throws IOException {
    writer.end();
  }

  @Override
  public SSLSession session() {
    return engine.getSession();
  }
}
