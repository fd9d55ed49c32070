package org.multiengine.core.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.clock.LogInterval;
import org.multiengine.core.net.socket.Loop;
import org.multiengine.core.net.socket.Reasons;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server on a channel. */
final class ChannelServer implements Server, Loop.Handler {

  /** A user of accepted channels. */
  @FunctionalInterface
  interface Incoming {

    /** Opens a connection on a channel, or closes it. */
    void accept(SocketChannel channel) throws IOException;
  }

  private static final Logger LOG = LoggerFactory.getLogger(ChannelServer.class);

  /** The connections that are accepted at most before others have their turn. */
  private static final int MAX_ACCEPTED_PER_ROUND = 16;

  /** The pause after the system could not accept, for example for want of file descriptors. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ServerSocketChannel channel;
  private final SocketAddress address;
  private final Loop loop;
  private final Incoming incoming;
  private final Runnable onClose;
  private final SelectionKey key;
  private final LogInterval acceptFailures;
  private final LogInterval openFailures;

  private ChannelServer(ServerSocketChannel channel, Loop loop, Incoming incoming, Runnable onClose)
      throws IOException {
    this.channel = channel;
    this.address = channel.getLocalAddress();
    this.loop = loop;
    this.incoming = incoming;
    this.onClose = onClose;
    this.key = loop.register(channel);
    this.acceptFailures = new LogInterval(loop::now);
    this.openFailures = new LogInterval(loop::now);
  }

  /**
   * Starts to accept. The channel is closed if this fails.
   *
   * @param onClose called when the server closes, on any thread
   * @throws IOException if the loop has ended
   */
  static ChannelServer start(
      ServerSocketChannel channel, Loop loop, Incoming incoming, Runnable onClose)
      throws IOException {
    try {
      channel.configureBlocking(false);
      var server = new ChannelServer(channel, loop, incoming, onClose);
      server.key.attach(server);
      if (!loop.execute(() -> Loop.guard(server, server::resume))) {
        throw new IOException(Reasons.CONNECTIONS_CLOSED);
      }
      return server;
    } catch (IOException | RuntimeException | Error e) {
      channel.close();
      onClose.run();
      throw e;
    }
  }

  private void resume() {
    if (key.isValid()) {
      key.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  @Override
  public void ready() {
    for (int count = 0; count < MAX_ACCEPTED_PER_ROUND && channel.isOpen(); count++) {
      SocketChannel accepted = accept();
      if (accepted == null) {
        return;
      }
      open(accepted);
    }
  }

  private @Nullable SocketChannel accept() {
    try {
      return channel.accept();
    } catch (IOException e) {
      logFailure(acceptFailures, "cannot accept a connection now", e);
      key.interestOps(0);
      loop.after(PAUSE, this::resume);
      return null;
    }
  }

  @SuppressWarnings("CatchThrowable") // one connection must not end the server
  private void open(SocketChannel accepted) {
    try {
      incoming.accept(accepted);
    } catch (Throwable e) {
      logFailure(openFailures, "cannot open a connection", e);
      try {
        accepted.close();
      } catch (IOException suppressed) {
        LOG.debug("a connection cannot be closed", suppressed);
      }
    }
  }

  private void logFailure(LogInterval interval, String what, Throwable failure) {
    int failures = interval.count();
    if (failures > 0) {
      LOG.warn("{} {} (failures since the last line: {})", this, what, failures, failure);
    }
  }

  @Override
  public SocketAddress address() {
    return address;
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      LOG.warn("{} cannot be closed", this, e);
    }
    onClose.run();
    loop.wakeUp(); // a registered channel is closed by the next selection
  }

  @Override
  public void close(String reason) {
    close();
  }

  @Override
  public String toString() {
    return "server at " + address;
  }
}
