package org.multiengine.core.task.piece;

/**
 * A run of the elements of a map that one task processes.
 *
 * @param from the index of the first element
 * @param to the index behind the last element
 */
public record Piece(int from, int to) {

  /** Checks that the piece has an element. */
  public Piece {
    if (from < 0 || from >= to) {
      throw new IllegalArgumentException("a piece has at least one element: " + from + "-" + to);
    }
  }

  /** Returns the number of elements. */
  public int size() {
    return to - from;
  }

  /**
   * Returns the element before which a piece stops that is cut: it keeps half of the elements that
   * have not begun, and the odd one.
   *
   * @param next the index of the first element that has not begun
   * @param end the index behind the last element, less than that of the piece if it was cut before
   */
  public static int cutPoint(int next, int end) {
    return next + (end - next + 1) / 2;
  }
}
