package org.multiengine.client;

/** Hears what becomes of the engines of a cluster. */
@FunctionalInterface
public interface EngineListener {

  /**
   * Something has become of an engine. Called for one event after the other, on a thread that
   * serves engines: must not wait, nor make calls that do.
   */
  void engineChanged(EngineEvent event);
}
