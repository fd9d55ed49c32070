package org.multiengine.core.task.piece;

/**
 * The sizes of the pieces of a stream of unknown length. The size doubles from one element until a
 * piece runs for about the wanted time. Times are nanoseconds of a clock that only goes forward.
 * Used by one thread at a time.
 */
public final class StreamPieces {

  /** The most elements of a piece, however short their time is. */
  private static final int MAX_ELEMENTS = 1 << 16;

  private final PieceSettings settings;
  private final ElementTime time = new ElementTime();
  private int largest = 1;

  /** Creates the sizes of a stream of which no element has run. */
  public StreamPieces(PieceSettings settings) {
    this.settings = settings;
  }

  /** Returns the number of elements of the next piece. */
  public int size() {
    return Math.min(largest, time.elementsIn(settings.stream().toNanos(), MAX_ELEMENTS));
  }

  /**
   * Returns whether a piece is to be sent without waiting for further elements.
   *
   * @param elements the number of its elements, at least one
   * @param bytes how many bytes these hold
   * @param since when the first element was added
   */
  public boolean isComplete(int elements, long bytes, long since, long now) {
    return elements >= size()
        || bytes >= settings.maxBytes()
        || now - since - settings.partialAfter().toNanos() >= 0;
  }

  /** Handles the end of a piece. */
  public void ended(int elements, long runNanos) {
    time.add(elements, runNanos);
    if (elements >= largest && largest < MAX_ELEMENTS) {
      largest *= 2;
    }
  }
}
