package org.multiengine.core.request;

import java.util.List;

/**
 * The activity of a request on an engine since the last report.
 *
 * @param elementsDone the total number of elements of a map that are done
 * @param printed the output, in order
 */
public record Report(int elementsDone, List<Printed> printed) {

  /**
   * A piece of output.
   *
   * @param toStderr whether the output went to standard error
   * @param text the text, not necessarily whole lines
   */
  public record Printed(boolean toStderr, String text) {}

  /** The approximate size of a piece without its text. */
  private static final int PIECE_OVERHEAD_BYTES = 32;

  /** Returns the approximate size in bytes. */
  public long size() {
    return printed.stream()
        .mapToLong(piece -> PIECE_OVERHEAD_BYTES + 2L * piece.text().length())
        .sum();
  }
}
