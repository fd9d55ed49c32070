package org.multiengine.bench.table;

import java.util.Arrays;
import java.util.List;

/**
 * What one contender took for one work.
 *
 * @param runs how often it did the work
 * @param median of all runs, in the figure of the work
 * @param rare what 99 of 100 runs are at least as good as, in the figure of the work
 * @param best the median of its best round
 * @param worst the median of its worst round; the two are the spread
 */
public record Row(
    Work work, String contender, int runs, double median, double rare, double best, double worst) {

  private static final double RARE = 0.99;

  /**
   * Returns the row of what was measured in some rounds, none of them empty: nanoseconds, or bytes
   * of memory.
   */
  public static Row of(Work work, String contender, List<long[]> rounds) {
    long[] all = rounds.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    long[] medians = rounds.stream().mapToLong(round -> quantile(round, 0.5)).sorted().toArray();
    return new Row(
        work,
        contender,
        all.length,
        figure(work, quantile(all, 0.5)),
        figure(work, quantile(all, RARE)),
        figure(work, medians[0]),
        figure(work, medians[medians.length - 1]));
  }

  private static double figure(Work work, long value) {
    return work.figure().of(value, work.units());
  }

  /** Returns the value that a share of all values do not exceed: the nearest rank. */
  public static long quantile(long[] values, double share) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  /** Returns how many times as good the other is: above 1 if it is faster than this one. */
  double timesAsGood(Row other) {
    return work.figure().isLowerBetter() ? median / other.median : other.median / median;
  }
}
