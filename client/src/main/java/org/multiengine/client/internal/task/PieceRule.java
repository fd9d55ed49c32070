package org.multiengine.client.internal.task;

import java.time.Duration;
import org.multiengine.core.task.piece.PiecePlan;
import org.multiengine.core.task.piece.PieceSettings;

/**
 * How a map is divided into pieces.
 *
 * @param size the number of elements of a piece; 0 for equal shares of the engines that are cut
 *     when engines become idle
 * @param longest the longest expected running time of a piece; zero for the default
 */
public record PieceRule(int size, Duration longest) {

  /** Equal shares, which are cut when engines become idle. */
  public static final PieceRule ADAPTIVE = new PieceRule(0, Duration.ZERO);

  /** How many pieces of a fixed size are open for each engine. */
  private static final int OPEN_PER_ENGINE = 64;

  /** Returns whether running pieces are cut. */
  boolean cuts() {
    return size == 0;
  }

  /** Returns how many pieces may be open. */
  int maxOpen(int engines) {
    return size == 0 ? 2 * Math.max(1, engines) : OPEN_PER_ENGINE * Math.max(1, engines);
  }

  /** Returns the plan of a map. */
  PiecePlan plan(int elements, long bytes, int engines) {
    if (size == 0) {
      return new PiecePlan(elements, bytes, engines, settings());
    }
    int pieces = (int) (((long) elements + size - 1) / size);
    return new PiecePlan(elements, 0, pieces, settings());
  }

  /** Returns the limits of pieces. */
  PieceSettings settings() {
    PieceSettings settings = PieceSettings.defaults();
    if (size == 0 && longest.isZero()) {
      return settings;
    }
    return new PieceSettings(
        size > 0 ? Duration.ofDays(1) : longest,
        settings.maxBytes(),
        settings.cutAbove(),
        longest.isZero() ? settings.stream() : longest,
        settings.partialAfter());
  }
}
