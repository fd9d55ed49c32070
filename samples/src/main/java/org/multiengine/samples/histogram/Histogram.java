package org.multiengine.samples.histogram;

import java.util.Arrays;
import java.util.List;
import org.multiengine.client.DirectView;

/**
 * Counts of numbers in bins of equal width. The last bin includes its upper edge.
 *
 * @param lowest the lower edge of the first bin
 * @param width the width of a bin
 * @param counts the counts of all bins
 */
record Histogram(double lowest, double width, List<Long> counts) {

  /** The range of some numbers. */
  private record Range(double low, double high) {

    static Range of(double[] numbers) {
      return new Range(
          Arrays.stream(numbers).min().orElseThrow(), Arrays.stream(numbers).max().orElseThrow());
    }

    Range with(Range other) {
      return new Range(Math.min(low, other.low), Math.max(high, other.high));
    }
  }

  /** Counts the numbers that engines hold under a name. The numbers stay on the engines. */
  static Histogram of(DirectView engines, String name, int bins) {
    List<Range> ranges = engines.apply(engine -> Range.of(engine.get(name, double[].class)));
    Range all = ranges.stream().reduce(Range::with).orElseThrow();
    double width = (all.high - all.low) / bins;
    engines.pushFunction("count", (double[] x) -> count(x, all.low, width, bins));
    engines.execute("counts = count(" + name + ")");
    return new Histogram(all.low, width, sum((long[]) engines.gather("counts"), bins));
  }

  /** Returns the counts of the numbers of an engine. Runs on an engine. */
  private static long[] count(double[] numbers, double lowest, double width, int bins) {
    long[] counts = new long[bins];
    for (double number : numbers) {
      counts[Math.min(bins - 1, (int) ((number - lowest) / width))]++;
    }
    return counts;
  }

  /** Adds up the counts of all engines, which follow each other in one array. */
  private static List<Long> sum(long[] gathered, int bins) {
    long[] sums = new long[bins];
    for (int i = 0; i < gathered.length; i++) {
      sums[i % bins] += gathered[i];
    }
    return Arrays.stream(sums).boxed().toList();
  }
}
