package org.multiengine.client.internal.cluster;

import org.multiengine.client.internal.process.ProcessStarts;

/** The progress of a start that a listener has received. Used by one thread. */
final class ReportedStart {

  private final EngineStart.Listener listener;
  private int ready;
  private ProcessStarts.Phases phases = new ProcessStarts.Phases(0, 0, 0, 0);

  ReportedStart(EngineStart.Listener listener) {
    this.listener = listener;
  }

  /** Reports the numbers that have changed. */
  void now(int readyNow, ProcessStarts.Phases now) {
    if (!now.equals(phases)) {
      phases = now;
      listener.phases(now.processes(), now.started(), now.joined(), now.ready());
    }
    if (readyNow != ready) {
      ready = readyNow;
      listener.enginesReady(ready);
    }
  }
}
