package org.multiengine.client;

/**
 * A listener to changes of the engines of a cluster.
 *
 * <pre>{@code
 * Subscription watching =
 *     client.onEngines(
 *         event -> {
 *           if (event.kind() == EngineEvent.Kind.LOST) {
 *             System.err.println(event);
 *           }
 *         });
 * }</pre>
 */
@FunctionalInterface
public interface EngineListener {

  /**
   * Receives a change of an engine. Called for one event after the other, on a thread that serves
   * engines: must not wait, nor make calls that wait.
   */
  void engineChanged(EngineEvent event);
}
