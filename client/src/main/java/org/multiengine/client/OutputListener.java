package org.multiengine.client;

import org.multiengine.core.identity.EngineId;

/**
 * A listener to what engines print while they print it; see {@link PendingResult#onOutput}.
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
   * Receives a piece of output. Called on a thread of the client, for one piece of a call after the
   * other, in the order in which they came. A listener of several calls may be called for these at
   * the same time. It must not wait for the result of its own call. Exceptions are logged.
   *
   * @param engine the engine
   * @param text the text, not necessarily whole lines, or a note of dropped output
   * @param toStderr whether it was printed to standard error; true for such a note
   */
  void printed(EngineId engine, String text, boolean toStderr);
}
