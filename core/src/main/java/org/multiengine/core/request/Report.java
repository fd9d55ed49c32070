package org.multiengine.core.request;

import java.util.List;

/**
 * What a request has done on an engine since the last report.
 *
 * @param elementsDone how many elements of a map are done in all
 * @param printed what it printed, in order
 */
public record Report(int elementsDone, List<Printed> printed) {

  /**
   * A piece of output.
   *
   * @param toStderr whether it went to standard error
   * @param text the text, not necessarily whole lines
   */
  public record Printed(boolean toStderr, String text) {}

  /** The room a piece takes beside its text. */
  private static final int OVERHEAD = 32;

  /** Returns about how many bytes the report holds. */
  public long size() {
    return printed.stream().mapToLong(piece -> OVERHEAD + 2L * piece.text().length()).sum();
  }
}
