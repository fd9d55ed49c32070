package org.multiengine.core.net;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Joins two connections, so that the frames that come from each are sent over the other. An end
 * that reads slowly slows the other end down: while one connection has a long backlog, the other
 * one is not read. When a connection ends, the other one is closed after its backlog is sent.
 *
 * <p>The connections may be of different {@link Connections}.
 */
public final class Splice {

  private final Connection first;
  private final Connection second;
  private final long maxBacklogBytes;
  private final Runnable ended;
  private final AtomicInteger open = new AtomicInteger(2);

  private Splice(Connection first, Connection second, long maxBacklogBytes, Runnable ended) {
    this.first = first;
    this.second = second;
    this.maxBacklogBytes = maxBacklogBytes;
    this.ended = ended;
  }

  /**
   * Joins two connections and replaces their listeners. Both are read from now on, even if they
   * were paused.
   *
   * <p>Frames that were read before this call have gone to the old listeners. To lose none, call
   * this method from {@link Listener#received} of one connection, and before anything has come from
   * the other one, or while the other one is {@linkplain Connection#pause() paused} since it was
   * accepted.
   *
   * @param maxBacklogBytes the backlog from which on the other connection is not read. A backlog
   *     may exceed it by a frame and the bytes that were read already, see {@link
   *     Connection#pause()}.
   * @param ended called once when both connections have ended, on a reading thread
   * @throws IllegalArgumentException if the backlog is negative, or if both connections are the
   *     same
   */
  public static void join(
      Connection first, Connection second, long maxBacklogBytes, Runnable ended) {
    if (maxBacklogBytes < 0) {
      throw new IllegalArgumentException("a backlog of " + maxBacklogBytes + " bytes");
    }
    if (first == second) {
      throw new IllegalArgumentException("a connection cannot be joined with itself");
    }
    new Splice(first, second, maxBacklogBytes, ended).start();
  }

  private void start() {
    second.listen(new Half(second, first));
    first.listen(new Half(first, second));
    second.resume();
    first.resume();
  }

  /** The listener of one connection. */
  private final class Half implements Listener {

    private final Connection source;
    private final Connection target;

    Half(Connection source, Connection target) {
      this.source = source;
      this.target = target;
    }

    @Override
    public void received(ByteBuffer frame) {
      target.send(frame);
      if (target.backlogBytes() > maxBacklogBytes) {
        source.pause();
        if (target.backlogBytes() == 0) {
          source.resume(); // it was drained before the pause
        }
      }
    }

    /** Called when the source, which is the target of the other half, has sent its backlog. */
    @Override
    public void drained() {
      target.resume();
    }

    @Override
    public void closed(String reason) {
      target.closeAfterSending();
      if (open.decrementAndGet() == 0) {
        ended.run();
      }
    }
  }
}
