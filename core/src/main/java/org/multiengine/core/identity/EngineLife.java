package org.multiengine.core.identity;

import java.util.Objects;

/**
 * Identifies one life of an engine. An engine that is started again keeps its id and begins a new
 * life with an empty namespace.
 *
 * @param engine the id of the engine
 * @param incarnation a text that no other life of any engine has
 */
public record EngineLife(EngineId engine, String incarnation) {

  /** Checks that both are there. */
  public EngineLife {
    Objects.requireNonNull(engine, "engine");
    Objects.requireNonNull(incarnation, "incarnation");
  }
}
