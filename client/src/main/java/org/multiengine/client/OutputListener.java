package org.multiengine.client;

import org.multiengine.core.identity.EngineId;

/**
 * Hears what engines print while they print it; see {@link PendingResult#onOutput}.
 *
 * <pre>{@code
 * client
 *     .executeAsync("for (i in 1..3) { sleep 1000; println i }")
 *     .onOutput((engine, text, toStderr) -> System.out.print("[" + engine + "] " + text));
 * }</pre>
 */
@FunctionalInterface
public interface OutputListener {

  /**
   * An engine has printed something. Called on a thread of the client, for one piece after the
   * other of a call, in the order in which they came; one that is attached to several calls may be
   * called for these at the same time. It must not wait for the result of its own call. What it
   * throws is logged.
   *
   * @param engine the engine
   * @param text what it printed, not necessarily whole lines, or a note of what is not shown
   * @param toStderr whether to standard error; true for such a note
   */
  void printed(EngineId engine, String text, boolean toStderr);
}
