package org.multiengine.actors.internal.membership;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * The judge of an engine process, which ends with its host and therefore leaves other nodes to the
 * hosts. Only a process that has received no heartbeat of any node for long judges by heartbeats:
 * it was probably stopped and has been removed from its cluster, and must end.
 */
final class EnginePeerJudge implements PeerJudge {

  /** The silence of all nodes after which a process judges; far more than load causes. */
  static final Duration MAX_SILENCE = Duration.ofSeconds(30);

  private final Predicate<String> isDown;
  private final LongSupplier nanos;
  private volatile long lastHeartbeatNanos;

  /**
   * Creates a judge.
   *
   * @param isDown returns whether the node at an address was declared down
   * @param nanos a monotonic clock
   */
  EnginePeerJudge(Predicate<String> isDown, LongSupplier nanos) {
    this.isDown = isDown;
    this.nanos = nanos;
    this.lastHeartbeatNanos = nanos.getAsLong();
  }

  @Override
  public boolean isAvailable(String address, boolean heartbeats) {
    long now = nanos.getAsLong();
    if (heartbeats) {
      lastHeartbeatNanos = now;
      return true;
    }
    return !isDown.test(address) && now - lastHeartbeatNanos < MAX_SILENCE.toNanos();
  }
}
