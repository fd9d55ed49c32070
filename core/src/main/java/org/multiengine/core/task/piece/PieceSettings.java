package org.multiengine.core.task.piece;

import java.time.Duration;

/**
 * The limits of pieces.
 *
 * @param largest the longest expected running time of a piece
 * @param maxBytes how many bytes the elements of a piece may hold; one element may hold more
 * @param cutAbove the shortest expected rest for which a running piece is cut
 * @param stream the expected running time of a piece of a stream
 * @param partialAfter how long a stream waits for further elements before it sends a piece
 */
public record PieceSettings(
    Duration largest, long maxBytes, Duration cutAbove, Duration stream, Duration partialAfter) {

  /** Returns the default limits. */
  public static PieceSettings defaults() {
    return new PieceSettings(
        Duration.ofSeconds(1),
        4L << 20,
        Duration.ofMillis(4),
        Duration.ofMillis(10),
        Duration.ofMillis(2));
  }
}
