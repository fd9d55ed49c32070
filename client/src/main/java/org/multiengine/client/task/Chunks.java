package org.multiengine.client.task;

import java.time.Duration;
import org.multiengine.client.internal.task.PieceRule;

/**
 * How a map or a stream is divided into tasks. Immutable.
 *
 * <p>The {@linkplain #adaptive() default} suits nearly all maps: each engine receives an equal
 * share, and an engine that has finished takes over part of the share that would end last.
 */
public final class Chunks {

  private static final Chunks ADAPTIVE = new Chunks(PieceRule.ADAPTIVE, "adaptive");

  private final PieceRule rule;
  private final String text;

  private Chunks(PieceRule rule, String text) {
    this.rule = rule;
    this.text = text;
  }

  PieceRule rule() {
    return rule;
  }

  /** Returns equal shares, which are divided further when engines become idle. */
  public static Chunks adaptive() {
    return ADAPTIVE;
  }

  /**
   * Returns chunks of a fixed number of elements, which are never divided further. A stream begins
   * with smaller ones.
   *
   * @param elements at least 1
   */
  public static Chunks of(int elements) {
    if (elements < 1) {
      throw new IllegalArgumentException("a chunk has at least one element: " + elements);
    }
    return new Chunks(new PieceRule(elements, Duration.ZERO), "of " + elements);
  }

  /**
   * Returns chunks that are expected to run no longer than a time, by the mean of the elements so
   * far.
   *
   * @param longest in milliseconds, at least 1
   */
  public static Chunks millis(long longest) {
    if (longest < 1) {
      throw new IllegalArgumentException("a chunk runs for at least 1 ms: " + longest);
    }
    return new Chunks(new PieceRule(0, Duration.ofMillis(longest)), "of " + longest + " ms");
  }

  /** Returns for example {@code Chunks[of 100]}. */
  @Override
  public String toString() {
    return "Chunks[" + text + "]";
  }
}
