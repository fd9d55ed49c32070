package org.multiengine.bench.contender;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.multiengine.bench.table.Work;

/** The values that are moved, the same for all systems, and a look at what comes back. */
public final class Samples {

  private static final double[] EIGHT = numbers(1_000_000);
  private static final double[] EIGHTY = numbers(10_000_000);

  private Samples() {}

  private static double[] numbers(int count) {
    return IntStream.range(0, count).asDoubleStream().toArray();
  }

  /**
   * Returns the array that a transfer moves; of large ones there is one, as they are not changed.
   */
  public static double[] array(Work work) {
    return switch (work.doubles()) {
      case 1_000_000 -> EIGHT;
      case 10_000_000 -> EIGHTY;
      default -> Large.ARRAY;
    };
  }

  /** Made when it is first used: not every benchmark has the memory. */
  private static final class Large {
    static final double[] ARRAY = numbers(50_000_000);
  }

  public static List<double[]> arrays() {
    return Stream.generate(() -> numbers(Work.MAP_LARGE.doubles())).limit(Work.ARRAYS).toList();
  }

  public static List<Integer> integers(int count) {
    return IntStream.range(0, count).boxed().toList();
  }

  public static Map<Integer, String> strings() {
    return IntStream.range(0, Work.ENTRIES)
        .boxed()
        .collect(Collectors.toMap(i -> i, i -> "value " + i));
  }

  public static double sum(double[] array) {
    double sum = 0;
    for (double x : array) {
      sum += x;
    }
    return sum;
  }

  /** Looks whether squares are of as many numbers, and the last is right. */
  public static void check(List<Integer> squares, List<Integer> of) {
    int last = of.size() - 1;
    if (squares.size() != of.size() || squares.get(last) != of.get(last) * of.get(last)) {
      throw new AssertionError("no squares of " + of.size() + " numbers");
    }
  }

  public static void check(List<Double> sums) {
    if (sums.size() != Work.ARRAYS) {
      throw new AssertionError("other sums: " + sums);
    }
  }

  /** Looks whether an array came whole. */
  public static void check(Work work, Object array) {
    if (!(array instanceof double[] doubles) || doubles.length != work.doubles()) {
      throw new AssertionError(work.label() + ": something else came");
    }
  }
}
