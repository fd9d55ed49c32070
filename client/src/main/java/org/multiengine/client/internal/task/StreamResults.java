package org.multiengine.client.internal.task;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of a stream that the consumer has not received, in the order in which it does. Used
 * by one thread at a time.
 */
final class StreamResults<R extends @Nullable Object> {

  private final StreamBounds bounds;
  private final Deque<StreamEntry<R>> ready = new ArrayDeque<>();

  /** The results of pieces that wait for those of earlier ones, by the number of the piece. */
  private final Map<Long, List<StreamEntry<R>>> early = new HashMap<>();

  private long nextPiece;
  private int skipped;

  StreamResults(StreamBounds bounds) {
    this.bounds = bounds;
  }

  /**
   * Adds the results of a piece.
   *
   * @return the number of elements that became ready or were skipped
   */
  int add(long piece, List<StreamEntry<R>> entries) {
    int arrived = 0;
    early.put(bounds.ordered() ? piece : nextPiece, entries);
    for (List<StreamEntry<R>> next = early.remove(nextPiece);
        next != null;
        next = early.remove(nextPiece)) {
      nextPiece++;
      arrived += next.size();
      next.forEach(this::addReady);
    }
    return arrived;
  }

  private void addReady(StreamEntry<R> entry) {
    if (entry.error() != null && bounds.onError() == StreamBounds.Reaction.SKIP) {
      skipped++;
    } else {
      ready.add(entry);
    }
  }

  /** Returns the number of elements that were skipped since the last call. */
  int takeSkipped() {
    int taken = skipped;
    skipped = 0;
    return taken;
  }

  /** Returns the next result and removes it; null if none is ready. */
  @Nullable StreamEntry<R> poll() {
    return ready.poll();
  }

  /** Returns whether a value is ready, rather than an error. */
  boolean hasValue() {
    StreamEntry<R> next = ready.peek();
    return next != null && next.error() == null;
  }

  boolean isEmpty() {
    return ready.isEmpty();
  }

  /** Returns the number of results that are ready. */
  int size() {
    return ready.size();
  }

  void clear() {
    ready.clear();
    early.clear();
  }
}
