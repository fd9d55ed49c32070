package org.multiengine.core.task.piece;

/** The mean running time of an element over all pieces that have ended. */
final class ElementTime {

  private long elements;
  private double nanos;

  void add(int processed, long runNanos) {
    if (processed > 0) {
      elements += processed;
      nanos += runNanos;
    }
  }

  boolean isKnown() {
    return elements > 0;
  }

  /** Returns the mean in nanoseconds; 0 if it is not known. */
  double mean() {
    return elements == 0 ? 0 : nanos / elements;
  }

  /**
   * Returns how many elements run in a time; at least 1.
   *
   * @param most the number if the mean is not known or almost zero
   */
  int elementsIn(long time, int most) {
    double mean = mean();
    return mean <= 0 ? most : (int) Math.max(1, Math.min(most, time / mean));
  }
}
