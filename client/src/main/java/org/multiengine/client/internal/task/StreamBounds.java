package org.multiengine.client.internal.task;

/**
 * The bounds and the order of a stream.
 *
 * @param ordered whether results come in the order of the elements
 * @param inFlight how many elements may be without a result; 0 for a number that follows from the
 *     number of engines and the size of pieces
 * @param inFlightBytes how many bytes these may hold
 * @param undelivered how many results may wait for the consumer; 0 for twice the elements in flight
 * @param onError what happens at an element that failed
 */
public record StreamBounds(
    boolean ordered, int inFlight, long inFlightBytes, int undelivered, Reaction onError) {

  /** The reactions to the failure of an element. */
  public enum Reaction {
    /** The consumer receives the error, and later the other results. */
    THROW,
    /** The element has no result. */
    SKIP,
    /** The consumer receives the error, and the stream ends. */
    END
  }

  /** How many pieces are open for each engine if their number is not given. */
  private static final int PIECES_PER_ENGINE = 3;

  private static final int MAX_ELEMENTS = 1 << 20;

  /** Returns how many elements may be without a result. */
  int maxSent(int engines, int pieceSize) {
    if (inFlight > 0) {
      return inFlight;
    }
    long elements = (long) PIECES_PER_ENGINE * Math.max(1, engines) * pieceSize;
    return (int) Math.min(MAX_ELEMENTS, elements);
  }

  /** Returns how many results may wait for the consumer. */
  int maxUndelivered(int maxSent) {
    return undelivered > 0 ? undelivered : 2 * maxSent;
  }
}
