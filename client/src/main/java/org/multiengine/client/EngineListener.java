package org.multiengine.client;

/**
 * Hears what becomes of the engines of a cluster.
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
   * Something has become of an engine. Called for one event after the other, on a thread that
   * serves engines: must not wait, nor make calls that do.
   */
  void engineChanged(EngineEvent event);
}
