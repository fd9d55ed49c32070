package org.multiengine.client.internal.process;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a process of this machine whose heartbeats are late still makes progress. A process that
 * gets processor time is slow, not lost. A process that gets none for some time is stuck: it is
 * stopped, or all its threads wait. Safe for use by several threads.
 */
public final class ProcessProgress {

  private final long stuckAfterNanos;
  private long lastProgressNanos;
  private Optional<Duration> lastCpu = Optional.empty();

  /**
   * Creates the progress of a process that makes some now.
   *
   * @param stuckAfter how long a process may make no progress before it is stuck
   */
  public ProcessProgress(Duration stuckAfter, long nowNanos) {
    this.stuckAfterNanos = stuckAfter.toNanos();
    this.lastProgressNanos = nowNanos;
  }

  /**
   * Returns how long the process has made no progress, if that is longer than allowed; empty if it
   * makes progress.
   *
   * @param cpu the processor time that the process has used
   */
  public synchronized Optional<Duration> stuckFor(Duration cpu, long nowNanos) {
    boolean moved = lastCpu.isPresent() && cpu.compareTo(lastCpu.get()) > 0;
    lastCpu = Optional.of(cpu);
    if (moved) {
      lastProgressNanos = nowNanos;
    }
    long still = nowNanos - lastProgressNanos;
    return still > stuckAfterNanos ? Optional.of(Duration.ofNanos(still)) : Optional.empty();
  }
}
