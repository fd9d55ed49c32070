package org.multiengine.core.net;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.net.socket.Reasons;
import org.multiengine.core.net.transport.Transport;

/**
 * A transport that starts when a check has accepted the process at the other end. The check asks
 * the system for the name of a user, which may wait for other machines, so it has a thread of its
 * own. Nothing is read before.
 */
final class CheckedTransport implements Transport {

  private final Transport transport;
  private final SocketChannel channel;
  private final PeerCheck check;
  private final Executor workers;
  private final Owner owner;

  /**
   * Creates a transport.
   *
   * @param transport is started after the check
   * @param workers runs the check
   */
  CheckedTransport(
      Transport transport, SocketChannel channel, PeerCheck check, Executor workers, Owner owner) {
    this.transport = transport;
    this.channel = channel;
    this.check = check;
    this.workers = workers;
    this.owner = owner;
  }

  @Override
  public void start() throws IOException {
    owner.busy(true);
    try {
      workers.execute(this::check);
    } catch (RejectedExecutionException e) {
      throw new IOException(Reasons.CONNECTIONS_CLOSED, e);
    }
  }

  /** Checks the process; called on a worker's thread. */
  @SuppressWarnings("CatchThrowable") // the connection ends by it
  private void check() {
    try {
      check.check(channel);
      owner.later(
          () -> {
            owner.busy(false);
            transport.start();
          });
    } catch (Throwable e) {
      owner.later(
          () -> {
            throw e instanceof IOException refused
                ? refused
                : new IOException("the check of the other process failed: " + e, e);
          });
    }
  }

  @Override
  public void send(ByteBuffer length, ByteBuffer frame) throws IOException {
    transport.send(length, frame);
  }

  @Override
  public int read() throws IOException {
    return transport.read();
  }

  @Override
  public void end() throws IOException {
    transport.end();
  }

  @Override
  public @Nullable SSLSession session() {
    return transport.session();
  }
}
