package org.multiengine.actors.internal.registry;

import akka.actor.typed.ActorRef;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.multiengine.actors.internal.link.frame.LinkFrame;
import org.multiengine.actors.internal.membership.Addresses;
import org.multiengine.actors.internal.protocol.WireMessage;
import org.multiengine.core.EngineInfo;
import org.multiengine.core.dispatch.DispatchTarget;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.NodeTraits;

/**
 * An engine in the registry.
 *
 * @param id the engine
 * @param slot the slot that holds it
 * @param node the address of the node it is on
 * @param incarnation its current or last incarnation, each of which has its own namespace; empty
 *     before the first
 * @param relay the relay of its node
 * @param language the language it runs
 * @param state whether it can be called
 * @param detail how it was lost, as text for people; for an engine that takes requests, how its
 *     earlier incarnation ended; empty if there was none
 * @param stuck since when the process of an engine that takes requests makes no progress, as text
 *     for people; empty if it makes progress
 * @param begun the attempts at tasks that the process of a lost engine had begun, for {@link
 *     org.multiengine.core.task.mark.BegunAttempts}; empty if that is not known
 * @param traits the labels and resources of its process
 */
public record EngineEntry(
    EngineId id,
    String slot,
    String node,
    String incarnation,
    ActorRef<LinkFrame> relay,
    String language,
    State state,
    String detail,
    String stuck,
    String begun,
    NodeTraits traits)
    implements WireMessage, DispatchTarget<ActorRef<LinkFrame>> {

  /** The detail of an engine that was lost because its node left the cluster in order. */
  public static final String NODE_LEFT = "its node left the cluster";

  /** Creates an entry without attempts at tasks, labels and resources. */
  public EngineEntry(
      EngineId id,
      String slot,
      String node,
      String incarnation,
      ActorRef<LinkFrame> relay,
      String language,
      State state,
      String detail,
      String stuck) {
    this(id, slot, node, incarnation, relay, language, state, detail, stuck, "", NodeTraits.none());
  }

  /** The states of engines. */
  public enum State {
    /** The engine has an id and is being started. */
    STARTING,
    /** The engine takes requests. */
    READY,
    /** The engine has ended; its id is kept for its return. */
    LOST
  }

  @Override
  public EngineLife life() {
    return new EngineLife(id, incarnation);
  }

  /** Returns whether the engine takes requests. */
  public boolean isReady() {
    return state == State.READY;
  }

  /** Returns whether the engine takes requests and its process makes no progress. */
  boolean isStuck() {
    return isReady() && !stuck.isEmpty();
  }

  /** Returns whether the engine has ended. */
  @JsonIgnore
  public boolean isLost() {
    return state == State.LOST;
  }

  /** Returns what is known of the engine without asking it. */
  public EngineInfo info() {
    return switch (state) {
      case STARTING -> info(EngineInfo.State.STARTING, detail);
      case READY ->
          isStuck()
              ? info(EngineInfo.State.STUCK, stuck)
              : info(EngineInfo.State.SILENT, restarted());
      case LOST -> info(EngineInfo.State.LOST, detail);
    };
  }

  private EngineInfo info(EngineInfo.State known, String text) {
    return new EngineInfo(id, known, Addresses.hostAndPort(node), language, null, text);
  }

  private String restarted() {
    return detail.isEmpty() ? "" : "restarted; before, " + earlierEnd();
  }

  @Override
  public String earlierEnd() {
    return detail.lines().findFirst().orElse("");
  }

  /** Returns the entry of this engine after its loss. */
  public EngineEntry lost(String how) {
    return new EngineEntry(id, slot, node, incarnation, relay, language, State.LOST, how, "");
  }

  /** Returns the entry of this engine after the loss of its process. */
  public EngineEntry lost(String how, String attempts) {
    return lost(how).begun(attempts);
  }

  /** Returns the same entry with attempts at tasks. */
  public EngineEntry begun(String attempts) {
    return new EngineEntry(
        id, slot, node, incarnation, relay, language, state, detail, stuck, attempts, traits);
  }

  /** Returns the same entry with labels and resources. */
  public EngineEntry traits(NodeTraits of) {
    return new EngineEntry(
        id, slot, node, incarnation, relay, language, state, detail, stuck, begun, of);
  }

  /**
   * Returns the entry of this engine with what its host knows of the progress of its process.
   *
   * @param since since when the process makes no progress; empty if it makes progress
   */
  public EngineEntry stuck(String since) {
    return new EngineEntry(
        id, slot, node, incarnation, relay, language, state, detail, since, begun, traits);
  }
}
