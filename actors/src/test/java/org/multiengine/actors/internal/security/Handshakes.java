package org.multiengine.actors.internal.security;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * Runs both ends of a connection in one thread: bytes wrapped by one end are unwrapped by the
 * other.
 */
final class Handshakes {

  private static final int MAX_STEPS = 50;
  private static final int BUFFER_BYTES = 32 * 1024;

  private Handshakes() {}

  /** Runs the handshake of a connection. */
  static void run(SSLEngine from, SSLEngine at) throws SSLException {
    ByteBuffer fromBytes = ByteBuffer.allocate(BUFFER_BYTES);
    ByteBuffer atBytes = ByteBuffer.allocate(BUFFER_BYTES);
    from.beginHandshake();
    at.beginHandshake();
    for (int step = 0; step < MAX_STEPS && !(isDone(from) && isDone(at)); step++) {
      exchange(from, fromBytes, at);
      exchange(at, atBytes, from);
    }
  }

  private static boolean isDone(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  private static void exchange(SSLEngine writer, ByteBuffer bytes, SSLEngine reader)
      throws SSLException {
    writer.wrap(ByteBuffer.allocate(0), bytes);
    runTasks(writer);
    bytes.flip();
    int before;
    do {
      before = bytes.remaining();
      reader.unwrap(bytes, ByteBuffer.allocate(BUFFER_BYTES));
      runTasks(reader);
    } while (bytes.hasRemaining() && bytes.remaining() < before);
    bytes.compact();
  }

  private static void runTasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }
}
