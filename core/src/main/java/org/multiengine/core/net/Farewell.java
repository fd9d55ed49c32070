package org.multiengine.core.net;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.multiengine.core.net.socket.Buffers;
import org.multiengine.core.net.socket.SocketWriter;

/**
 * The end of a connection after everything is sent. This end ends its output, and waits until the
 * other end has ended its own: an end that closes while something has come for it would destroy
 * what it has sent. Used by the reading thread, unless a method says otherwise.
 */
final class Farewell {

  /** The time without progress after which the other end is not waited for. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final SocketChannel channel;
  private final SocketWriter writer;
  private final Buffers buffers;
  private final LongSupplier clock;
  private volatile boolean begun;
  private volatile long start;
  private boolean outputEnded;
  private boolean inputEnded;

  Farewell(SocketChannel channel, SocketWriter writer, Buffers buffers, LongSupplier clock) {
    this.channel = channel;
    this.writer = writer;
    this.buffers = buffers;
    this.clock = clock;
  }

  /** Begins; from now on nothing more is sent. Called on any thread. */
  void begin() {
    start = clock.getAsLong();
    begun = true;
  }

  /** Returns whether the farewell has begun; called on any thread. */
  boolean isBegun() {
    return begun;
  }

  /** Returns whether the other end may still send something. */
  boolean mayRead() {
    return !inputEnded;
  }

  /** Reads once and drops the bytes. */
  void read() throws IOException {
    inputEnded = channel.read(buffers.network().clear()) < 0;
  }

  /** Goes on; returns whether the connection can be closed. */
  boolean proceed() throws IOException {
    if (writer.isBroken()) {
      return true;
    }
    if (writer.backlogBytes() == 0 && !outputEnded) {
      outputEnded = true;
      channel.shutdownOutput();
    }
    return outputEnded && inputEnded;
  }

  /** Returns whether the other end has made no progress for too long. */
  boolean isLate(long now) {
    long idle = Math.min(now - start, now - writer.lastProgress());
    return idle > PATIENCE.toNanos();
  }
}
