package org.multiengine.client;

import org.multiengine.core.EngineId;

/** Hears what engines print while they print it. */
@FunctionalInterface
public interface OutputListener {

  /**
   * An engine has printed something. Called by one thread at a time for each engine, in order, and
   * by one that serves engines: it returns soon and waits for no call. What it throws is logged.
   *
   * @param engine the engine
   * @param text what it printed, not necessarily whole lines
   * @param toStderr whether to standard error
   */
  void printed(EngineId engine, String text, boolean toStderr);
}
