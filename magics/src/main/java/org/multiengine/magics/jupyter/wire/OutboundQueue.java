package org.multiengine.magics.jupyter.wire;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait to be sent by a socket's thread. Threads that add frames wait while more
 * than a limit of bytes is queued. Safe for use by several threads.
 *
 * @param <T> the destination of frames
 */
final class OutboundQueue<T> {

  /** Frames to be sent. */
  record Outbound<T>(T to, List<byte[]> frames) {

    long size() {
      return frames.stream().mapToLong(frame -> frame.length).sum();
    }
  }

  private final long maxBytes;
  private final Queue<Outbound<T>> queue = new ArrayDeque<>();
  private long bytes;
  private boolean closed;

  OutboundQueue(long maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Adds frames. An interrupt does not end the wait, but is kept for the caller. */
  synchronized void add(T to, List<byte[]> frames) {
    boolean interrupted = false;
    while (bytes > maxBytes && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (closed) {
      return;
    }
    var added = new Outbound<>(to, frames);
    queue.add(added);
    bytes += added.size();
    notifyAll();
  }

  /** Returns and removes the oldest frames, or null if there are none. */
  synchronized @Nullable Outbound<T> poll() {
    Outbound<T> oldest = queue.poll();
    if (oldest != null) {
      bytes -= oldest.size();
      notifyAll();
    }
    return oldest;
  }

  /** Waits for frames, and returns and removes them. Returns null after the end. */
  synchronized @Nullable Outbound<T> take() throws InterruptedException {
    while (queue.isEmpty() && !closed) {
      wait();
    }
    return poll();
  }

  /** Refuses further frames. Frames that are queued can still be taken. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
