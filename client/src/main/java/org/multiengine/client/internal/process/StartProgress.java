package org.multiengine.client.internal.process;

import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How far the start of engines is.
 *
 * @param ready the number of engines that take requests
 * @param starting the processes that have not joined the cluster, by slot, and the processor time
 *     in seconds that each has used
 * @param nanos the time by a monotonic clock
 */
public record StartProgress(int ready, SortedMap<String, Long> starting, long nanos) {

  /**
   * The share of a processor that the starting processes must use to make progress. A process that
   * waits in vain to join the cluster uses less.
   */
  private static final double MIN_PROCESSOR_SHARE = 0.1;

  /** Returns whether the start has made progress since an earlier time. */
  public boolean isFurtherThan(StartProgress earlier) {
    return ready != earlier.ready
        || !starting.keySet().equals(earlier.starting.keySet())
        || usesProcessorSince(earlier);
  }

  private boolean usesProcessorSince(StartProgress earlier) {
    long used = seconds() - earlier.seconds();
    return used > 0
        && TimeUnit.SECONDS.toNanos(used) >= (nanos - earlier.nanos) * MIN_PROCESSOR_SHARE;
  }

  private long seconds() {
    return starting.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns which processes have not joined, a line each; empty if all have. */
  public String describe() {
    return starting.entrySet().stream()
        .map(
            each ->
                "\n    slot "
                    + each.getKey()
                    + ": its process has not joined the cluster after "
                    + each.getValue()
                    + " s of processor time")
        .collect(Collectors.joining());
  }
}
