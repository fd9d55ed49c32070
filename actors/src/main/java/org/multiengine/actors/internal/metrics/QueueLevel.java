package org.multiengine.actors.internal.metrics;

import java.util.concurrent.atomic.LongAdder;

/** One engine's share of its node's queue gauges. Not safe for use by several threads. */
public final class QueueLevel {

  private final LongAdder waiting;
  private final LongAdder waitingBytes;
  private final LongAdder busy;
  private int lastWaiting;
  private long lastBytes;
  private boolean lastBusy;

  QueueLevel(LongAdder waiting, LongAdder waitingBytes, LongAdder busy) {
    this.waiting = waiting;
    this.waitingBytes = waitingBytes;
    this.busy = busy;
  }

  /**
   * Updates the gauges to the current state of the engine.
   *
   * @param requests the number of waiting requests
   * @param bytes the size of the waiting requests
   * @param running whether the engine runs a request
   */
  public void now(int requests, long bytes, boolean running) {
    waiting.add((long) requests - lastWaiting);
    waitingBytes.add(bytes - lastBytes);
    if (running != lastBusy) {
      busy.add(running ? 1 : -1);
    }
    lastWaiting = requests;
    lastBytes = bytes;
    lastBusy = running;
  }

  /** Removes the engine's share from the gauges because the engine has ended. */
  public void end() {
    now(0, 0, false);
  }
}
