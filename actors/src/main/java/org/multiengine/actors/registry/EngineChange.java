package org.multiengine.actors.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.registry.EngineEntry;
import org.multiengine.core.identity.EngineId;

/**
 * Something that has become of an engine. Published to the event stream of each node that has a
 * controller; an actor subscribes to it:
 *
 * <pre>{@code
 * ActorRef<EngineChange> changes = context.messageAdapter(EngineChange.class, Changed::new);
 * system.eventStream().tell(new EventStream.Subscribe<>(EngineChange.class, changes));
 * }</pre>
 *
 * @param id the engine
 * @param kind what it is
 * @param detail more on it, for people; may be empty
 */
public record EngineChange(EngineId id, Kind kind, String detail) {

  /** What can become of an engine. */
  public enum Kind {
    /** It takes requests for the first time. */
    READY,
    /** It takes requests again, with an empty namespace. */
    RESTARTED,
    /** It has ended without having been asked to, or could not start. */
    LOST,
    /** It was removed for good. */
    REMOVED
  }

  /** Returns what has happened between two states of the registry, in the order of the ids. */
  static List<EngineChange> between(
      SortedMap<EngineId, EngineEntry> before, SortedMap<EngineId, EngineEntry> now) {
    List<EngineChange> changes = new ArrayList<>();
    for (Map.Entry<EngineId, EngineEntry> entry : now.entrySet()) {
      Kind kind = kind(before.get(entry.getKey()), entry.getValue());
      if (kind != null) {
        String detail = kind == Kind.LOST ? entry.getValue().detail() : "";
        changes.add(new EngineChange(entry.getKey(), kind, detail));
      }
    }
    for (EngineId id : before.keySet()) {
      if (!now.containsKey(id)) {
        changes.add(new EngineChange(id, Kind.REMOVED, ""));
      }
    }
    return changes;
  }

  /** Returns what has happened to an engine between two entries of it; null for nothing. */
  public static @Nullable Kind kind(@Nullable EngineEntry before, EngineEntry now) {
    if (now.isReady()) {
      if (before == null || before.incarnation().isEmpty()) {
        return Kind.READY;
      }
      return before.incarnation().equals(now.incarnation()) ? null : Kind.RESTARTED;
    }
    boolean lostNow = now.state() == EngineEntry.State.LOST;
    return lostNow && before != null && !isSameLoss(before, now) ? Kind.LOST : null;
  }

  /** A process that is started again may end before its engines take requests. */
  private static boolean isSameLoss(EngineEntry before, EngineEntry now) {
    return before.state() == now.state() && before.detail().equals(now.detail());
  }
}
