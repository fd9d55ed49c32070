package org.multiengine.core.task;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The running times of tasks by kind: a moving average in which newer times weigh more, and a high
 * quantile of the last times. The kinds that were not used for longest are forgotten. Used by one
 * thread at a time.
 */
public final class ServiceTimes {

  /** The part of an average that the newest time makes up. */
  private static final double NEWEST = 1.0 / 8;

  private static final int KEPT_TIMES = 32;
  private static final double HIGH_QUANTILE = 0.9;

  /** The running times of a kind. */
  private static final class Times {
    private final long[] last = new long[KEPT_TIMES];
    private int count;
    private double average;

    void add(long nanos) {
      average = count == 0 ? nanos : average + NEWEST * (nanos - average);
      last[count % KEPT_TIMES] = nanos;
      count++;
    }
  }

  private final Map<String, Times> kinds;

  /**
   * Creates times without an entry.
   *
   * @param maxKinds the number of kinds that are kept
   */
  public ServiceTimes(int maxKinds) {
    kinds =
        new LinkedHashMap<>(16, 0.75f, true) {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Times> eldest) {
            return size() > maxKinds;
          }
        };
  }

  /** Adds the running time of a task. */
  public void add(String kind, long nanos) {
    kinds.computeIfAbsent(kind, absent -> new Times()).add(nanos);
  }

  /** Returns the expected running time of a task in nanoseconds; empty if none has ended yet. */
  public OptionalLong expected(String kind) {
    Times times = kinds.get(kind);
    return times == null ? OptionalLong.empty() : OptionalLong.of(Math.round(times.average));
  }

  /** Returns the expected running time in nanoseconds, or another value if none has ended yet. */
  public long expectedOr(String kind, long otherwise) {
    @Nullable Times times = kinds.get(kind);
    return times == null ? otherwise : Math.round(times.average);
  }

  /**
   * Returns the time in nanoseconds within which 90 % of the last tasks of a kind ended.
   *
   * @param minEnded the number of tasks of the kind below which the result is empty
   */
  public OptionalLong high(String kind, int minEnded) {
    Times times = kinds.get(kind);
    if (times == null || times.count < minEnded) {
      return OptionalLong.empty();
    }
    long[] sorted = Arrays.copyOf(times.last, Math.min(times.count, KEPT_TIMES));
    Arrays.sort(sorted);
    return OptionalLong.of(sorted[(int) Math.ceil(HIGH_QUANTILE * sorted.length) - 1]);
  }
}
