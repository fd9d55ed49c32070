package org.multiengine.actors.internal.node;

import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.access.Gatekeeper;
import org.multiengine.actors.internal.registrar.EngineRegistrar;
import org.multiengine.core.code.CodeLoaders;
import org.multiengine.core.identity.EngineId;

/**
 * What a relay needs of its node.
 *
 * @param slot the name of the node's slot
 * @param engines how many engines the node is to hold
 * @param registrar the registrar, which gives ids
 * @param startEngine has sharding start an engine of the slot
 * @param code the classes of clients
 * @param onEmpty runs when the last engine of the node has been killed
 * @param gatekeeper decides what may be asked of the engines
 */
record RelayNode(
    String slot,
    int engines,
    ActorRef<EngineRegistrar.Command> registrar,
    EngineStart startEngine,
    CodeLoaders code,
    Runnable onEmpty,
    Gatekeeper gatekeeper) {

  /** Has sharding start engines of the node's slot. */
  @FunctionalInterface
  interface EngineStart {

    /**
     * Starts an engine.
     *
     * @param id the engine's id
     * @param earlier how many engines were started under this id before and still run under another
     */
    void start(EngineId id, int earlier);
  }
}
