package org.multiengine.client.internal.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.piece.PieceSettings;
import org.multiengine.core.task.piece.StreamPieces;
import org.multiengine.core.task.piece.StreamWindow;

/**
 * The elements of a stream on their way into pieces: how many may be read, when a piece is
 * complete, and how many bytes are under way. Used by one thread at a time.
 */
final class StreamInput {

  /**
   * The elements of a piece.
   *
   * @param number the number of the piece, from 0
   * @param values the elements
   * @param expectedBytes the number of bytes that they were expected to have
   */
  record Elements(long number, List<@Nullable Object> values, long expectedBytes) {}

  private final StreamBounds bounds;
  private final StreamPieces sizes;
  private final StreamWindow window;
  private List<@Nullable Object> partial = new ArrayList<>();
  private long partialSince;
  private long partialBytes;
  private long nextNumber;
  private long bytesEach;

  StreamInput(StreamBounds bounds, PieceSettings settings) {
    int sent = bounds.maxSent(1, 1);
    this.bounds = bounds;
    this.sizes = new StreamPieces(settings);
    this.window = new StreamWindow(sent, bounds.inFlightBytes(), bounds.maxUndelivered(sent));
  }

  /** Returns how many elements may be read now. */
  int room(int engines) {
    int sent = bounds.maxSent(engines, sizes.size());
    window.setBounds(sent, bounds.maxUndelivered(sent));
    return window.room();
  }

  /** Adds an element; returns whether the piece is complete. */
  boolean add(@Nullable Object element) {
    long now = System.nanoTime();
    if (partial.isEmpty()) {
      partialSince = now;
    }
    partial.add(element);
    partialBytes += bytesEach;
    window.sent(1, bytesEach);
    return sizes.isComplete(partial.size(), partialBytes, partialSince, now);
  }

  /** Returns the number of elements of the incomplete piece. */
  int partialSize() {
    return partial.size();
  }

  /** Returns the number of the incomplete piece. */
  long partialNumber() {
    return nextNumber;
  }

  /** Returns the incomplete piece, which begins anew; null if it has no elements. */
  @Nullable Elements take() {
    if (partial.isEmpty()) {
      return null;
    }
    var taken = new Elements(nextNumber++, partial, partialBytes);
    partial = new ArrayList<>();
    partialBytes = 0;
    return taken;
  }

  /** Handles that a piece was encoded, so that its bytes are known. */
  void encoded(Elements elements, long bytes) {
    bytesEach = bytes / elements.values().size();
    window.sent(0, bytes - elements.expectedBytes());
  }

  /** Handles the end of a piece. */
  void ended(int elements, long bytes, long runNanos) {
    window.arrived(elements, bytes);
    sizes.ended(elements, runNanos);
  }

  /** Handles that the consumer has received results, or that elements were skipped. */
  void delivered(int elements) {
    window.delivered(elements);
  }
}
