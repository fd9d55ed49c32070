package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import org.multiengine.actors.internal.link.LinkFrame;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.dispatch.DispatchTarget;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;

/**
 * What the registry knows of an engine.
 *
 * @param id the engine
 * @param slot the slot that holds it
 * @param node the address of the node it is on
 * @param incarnation the life it is in: another one has another namespace; empty before the first
 * @param relay the relay of its node
 * @param language the language it speaks
 * @param state whether it can be called
 * @param detail how it was lost, for people; of an engine that takes requests how its earlier life
 *     ended; empty if it has had none
 */
public record EngineEntry(
    EngineId id,
    String slot,
    String node,
    String incarnation,
    ActorRef<LinkFrame> relay,
    String language,
    State state,
    String detail)
    implements WireMessage, DispatchTarget<ActorRef<LinkFrame>> {

  /** The detail of an engine that was lost because its node left the cluster in order. */
  public static final String NODE_LEFT = "its node left the cluster";

  /** What can be done with an engine. */
  public enum State {
    /** It has an id and is being started. */
    STARTING,
    /** It takes requests. */
    READY,
    /** Its process has ended; its id is kept for its return. */
    LOST
  }

  @Override
  public EngineLife life() {
    return new EngineLife(id, incarnation);
  }

  public boolean isReady() {
    return state == State.READY;
  }

  /** Returns what can be told of it without asking it. */
  public EngineInfo info() {
    EngineInfo.State known =
        switch (state) {
          case STARTING -> EngineInfo.State.STARTING;
          case READY -> EngineInfo.State.SILENT;
          case LOST -> EngineInfo.State.LOST;
        };
    return new EngineInfo(
        id, known, Addresses.hostAndPort(node), language, null, isReady() ? restarted() : detail);
  }

  private String restarted() {
    return detail.isEmpty() ? "" : "restarted; before, " + earlierEnd();
  }

  @Override
  public String earlierEnd() {
    return detail.lines().findFirst().orElse("");
  }

  public EngineEntry lost(String how) {
    return new EngineEntry(id, slot, node, incarnation, relay, language, State.LOST, how);
  }
}
