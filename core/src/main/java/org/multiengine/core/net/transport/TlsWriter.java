package org.multiengine.core.net.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.multiengine.core.net.socket.Buffers;
import org.multiengine.core.net.socket.SocketWriter;

/**
 * Encrypts bytes into records and writes them in order. Safe for use by several threads. Records of
 * the handshake may go between those of a frame, so the reading thread never waits for a whole
 * frame of a sender.
 */
final class TlsWriter {

  private static final ByteBuffer[] NOTHING = {ByteBuffer.allocate(0)};

  private final SSLEngine engine;
  private final SocketWriter writer;
  private final Buffers buffers;

  /** Held from the encryption of records until they are written, so that their order stays. */
  private final ReentrantLock wrapping = new ReentrantLock();

  TlsWriter(SSLEngine engine, SocketWriter writer, Buffers buffers) {
    this.engine = engine;
    this.writer = writer;
    this.buffers = buffers;
  }

  /**
   * Writes bytes after all others; the caller makes sure that no other thread sends.
   *
   * @throws IOException if nothing can be sent any longer
   */
  void send(ByteBuffer... plain) throws IOException {
    while (hasRemaining(plain)) {
      if (!writeRecords(plain)) {
        throw new SSLException("TLS is closed");
      }
    }
  }

  /** Writes what the handshake or an alert has to send, if anything. */
  void sendPending() throws IOException {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP && writeRecords(NOTHING)) {
      // until nothing is left
    }
  }

  /** Writes the notice that nothing more will be sent. */
  void end() throws IOException {
    engine.closeOutbound();
    while (!engine.isOutboundDone() && writeRecords(NOTHING)) {
      // until the notice is written
    }
  }

  private static boolean hasRemaining(ByteBuffer[] plain) {
    for (ByteBuffer each : plain) {
      if (each.hasRemaining()) {
        return true;
      }
    }
    return false;
  }

  /** Writes as many records as one buffer holds; returns whether there was any. */
  private boolean writeRecords(ByteBuffer[] plain) throws IOException {
    ByteBuffer records = buffers.take();
    wrapping.lock();
    try {
      while (wrap(plain, records)) {
        // until the buffer is full or nothing is left
      }
      boolean some = records.flip().hasRemaining();
      writer.write(records);
      return some;
    } finally {
      wrapping.unlock();
      buffers.give(records);
    }
  }

  /** Adds one record; returns whether another one is wanted and may fit. */
  private boolean wrap(ByteBuffer[] plain, ByteBuffer records) throws IOException {
    SSLEngineResult result = engine.wrap(plain, records);
    if (result.getStatus() == Status.BUFFER_OVERFLOW && records.position() == 0) {
      throw new SSLException("a record is larger than " + records.capacity() + " bytes");
    }
    return result.getStatus() == Status.OK
        && result.bytesProduced() > 0
        && (hasRemaining(plain) || result.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
  }
}
