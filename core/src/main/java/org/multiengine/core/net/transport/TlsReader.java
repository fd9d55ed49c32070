package org.multiengine.core.net.transport;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.multiengine.core.net.socket.Buffers;
import org.multiengine.core.net.socket.Reasons;

/**
 * Reads records and decrypts them, and drives the handshake by them. Used only by the reading
 * thread.
 */
final class TlsReader {

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final SocketChannel channel;
  private final Buffers buffers;
  private final Executor workers;
  private final TlsWriter writer;
  private final Transport.Owner owner;

  /** The bytes that were read and not decrypted yet, most often a part of a record. */
  private ByteBuffer rest = NONE;

  private boolean secured;

  /**
   * Creates a reader.
   *
   * @param workers runs the work of handshakes
   */
  TlsReader(
      SSLEngine engine,
      SocketChannel channel,
      Buffers buffers,
      Executor workers,
      TlsWriter writer,
      Transport.Owner owner) {
    this.engine = engine;
    this.channel = channel;
    this.buffers = buffers;
    this.workers = workers;
    this.writer = writer;
    this.owner = owner;
  }

  /** Begins the handshake. */
  void start() throws IOException {
    engine.beginHandshake();
    proceed(buffers.network().clear().flip());
  }

  /**
   * Reads once.
   *
   * @return the number of bytes read, or -1 if the other end has ended the connection
   */
  int read() throws IOException {
    ByteBuffer network = buffers.network().clear().put(rest);
    int count = channel.read(network);
    proceed(network.flip());
    return count;
  }

  /** Uses all complete records, and keeps the others. */
  private void proceed(ByteBuffer network) throws IOException {
    rest = NONE;
    ByteBuffer plain = buffers.plain().clear();
    try {
      while (owner.isReceiving() && step(network, plain)) {
        // until a record is incomplete
      }
      deliver(plain);
    } catch (SSLException e) {
      deliver(plain);
      sendAlert(e);
      throw e;
    }
    if (network.hasRemaining()) {
      rest = ByteBuffer.allocate(network.remaining()).put(network).flip();
    }
  }

  /** Notifies the other end of the reason of a failure. */
  private void sendAlert(SSLException failure) {
    try {
      writer.sendPending();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Does one step; returns whether another one may be possible. */
  private boolean step(ByteBuffer network, ByteBuffer plain) throws IOException {
    HandshakeStatus status = engine.getHandshakeStatus();
    if (status == HandshakeStatus.NEED_TASK) {
      runTasks();
      return false;
    }
    if (status == HandshakeStatus.NEED_WRAP) {
      writer.sendPending();
      return true;
    }
    if (status == HandshakeStatus.NOT_HANDSHAKING && !secured) {
      secured = true;
      owner.secured();
    }
    return unwrap(network, plain);
  }

  private boolean unwrap(ByteBuffer network, ByteBuffer plain) throws IOException {
    SSLEngineResult result = engine.unwrap(network, plain);
    switch (result.getStatus()) {
      case OK -> {
        if (plain.remaining() < engine.getSession().getApplicationBufferSize()) {
          deliver(plain);
        }
        return network.hasRemaining()
            || result.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
      }
      case BUFFER_OVERFLOW -> {
        if (plain.position() == 0) {
          throw new SSLException("a record is larger than " + plain.capacity() + " bytes");
        }
        deliver(plain);
        return true;
      }
      case CLOSED -> {
        deliver(plain);
        throw new EOFException(Reasons.CLOSED_THERE);
      }
      case BUFFER_UNDERFLOW -> {
        return false;
      }
    }
    throw new AssertionError(result);
  }

  private void deliver(ByteBuffer plain) throws IOException {
    owner.plain(plain.flip());
    plain.clear();
  }

  private void runTasks() throws IOException {
    List<Runnable> tasks = new ArrayList<>();
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      tasks.add(task);
      task = engine.getDelegatedTask();
    }
    owner.busy(true);
    try {
      workers.execute(() -> run(tasks));
    } catch (RejectedExecutionException e) {
      throw new IOException(Reasons.CONNECTIONS_CLOSED, e);
    }
  }

  /** Runs tasks; called on a worker's thread. */
  @SuppressWarnings("CatchThrowable") // the connection ends by it
  private void run(List<Runnable> tasks) {
    try {
      tasks.forEach(Runnable::run);
      owner.later(
          () -> {
            owner.busy(false);
            proceed(buffers.network().clear().put(rest).flip());
          });
    } catch (Throwable e) {
      owner.later(
          () -> {
            throw new SSLException("the work of the handshake failed: " + e, e);
          });
    }
  }
}
