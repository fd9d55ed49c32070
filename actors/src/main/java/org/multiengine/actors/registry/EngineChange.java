package org.multiengine.actors.registry;

import org.multiengine.core.identity.EngineId;

/**
 * A change of an engine's state. It is published to the event stream of each node that has a
 * controller; an actor subscribes to it:
 *
 * <pre>{@code
 * ActorRef<EngineChange> changes = context.messageAdapter(EngineChange.class, Changed::new);
 * system.eventStream().tell(new EventStream.Subscribe<>(EngineChange.class, changes));
 * }</pre>
 *
 * @param id the engine
 * @param kind the kind of change
 * @param detail how the engine was lost, or since when it is stuck, as text for people; otherwise
 *     empty
 */
public record EngineChange(EngineId id, Kind kind, String detail) {

  /** The kinds of changes. */
  public enum Kind {
    /** The engine takes requests for the first time. */
    READY,
    /** The engine takes requests again, with an empty namespace. */
    RESTARTED,
    /** The process of the engine neither ends nor makes progress; calls wait. */
    STUCK,
    /** The process of the engine makes progress again; nothing is lost. */
    RESUMED,
    /** The engine ended without having been asked to, or could not start. */
    LOST,
    /** The engine was removed for good. */
    REMOVED
  }
}
