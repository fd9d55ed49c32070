package org.multiengine.actors.internal.metrics;

import java.util.concurrent.atomic.LongAdder;

/** The part one engine has in the levels of its node. Used by one actor alone. */
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

  /** Says how many requests of how many bytes wait now, and whether one runs. */
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

  /** The engine has ended, and what waited with it. */
  public void end() {
    now(0, 0, false);
  }
}
