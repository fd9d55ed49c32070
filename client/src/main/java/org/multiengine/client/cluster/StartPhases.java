package org.multiengine.client.cluster;

import org.multiengine.client.internal.cluster.EngineStart;

/**
 * How far the engine processes of a starting host are. Each number counts the processes that have
 * come at least so far.
 *
 * @param processes the processes that are to start
 * @param started the processes that run; the others wait for their start
 * @param joined the processes that have joined the cluster
 * @param ready the processes all of whose engines take requests
 */
public record StartPhases(int processes, int started, int joined, int ready) {

  /** Returns what reports the progress of the start of some engines to a listener. */
  static EngineStart.Listener reported(StartListener listener, int engines) {
    return new EngineStart.Listener() {
      @Override
      public void enginesReady(int ready) {
        listener.engineStarted(ready, engines);
      }

      @Override
      public void phases(int processes, int started, int joined, int ready) {
        listener.phasesChanged(new StartPhases(processes, started, joined, ready));
      }
    };
  }

  /** Returns for example {@code 4 processes: 3 started, 2 joined, 1 ready}. */
  @Override
  public String toString() {
    return processes
        + (processes == 1 ? " process: " : " processes: ")
        + started
        + " started, "
        + joined
        + " joined, "
        + ready
        + " ready";
  }
}
