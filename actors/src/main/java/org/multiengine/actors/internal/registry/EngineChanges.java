package org.multiengine.actors.internal.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.registry.EngineChange;
import org.multiengine.core.identity.EngineId;

/** The differences between two states of the registry. */
public final class EngineChanges {

  private EngineChanges() {}

  /** Returns the changes from one state of the registry to a later one, in the order of the ids. */
  static List<EngineChange> between(
      SortedMap<EngineId, EngineEntry> before, SortedMap<EngineId, EngineEntry> now) {
    List<EngineChange> changes = new ArrayList<>();
    for (Map.Entry<EngineId, EngineEntry> entry : now.entrySet()) {
      EngineChange.Kind kind = kind(before.get(entry.getKey()), entry.getValue());
      if (kind != null) {
        String detail = detail(kind, entry.getValue());
        changes.add(new EngineChange(entry.getKey(), kind, detail));
      }
    }
    for (EngineId id : before.keySet()) {
      if (!now.containsKey(id)) {
        changes.add(new EngineChange(id, EngineChange.Kind.REMOVED, ""));
      }
    }
    return changes;
  }

  private static String detail(EngineChange.Kind kind, EngineEntry now) {
    return switch (kind) {
      case LOST -> now.detail();
      case STUCK -> now.stuck();
      case READY, RESTARTED, RESUMED, REMOVED -> "";
    };
  }

  /** Returns the kind of change between two entries of an engine; null if there is none. */
  public static EngineChange.@Nullable Kind kind(@Nullable EngineEntry before, EngineEntry now) {
    if (now.isReady()) {
      if (before == null || before.incarnation().isEmpty()) {
        return EngineChange.Kind.READY;
      }
      if (!before.incarnation().equals(now.incarnation())) {
        return EngineChange.Kind.RESTARTED;
      }
      // A life that was marked lost by mistake, and reports itself again, is ready again.
      return before.isReady() ? progress(before, now) : EngineChange.Kind.READY;
    }
    boolean lostNow = now.state() == EngineEntry.State.LOST;
    return lostNow && before != null && !isSameLoss(before, now) ? EngineChange.Kind.LOST : null;
  }

  /** Returns the change of the progress of an engine's process; null if there is none. */
  private static EngineChange.@Nullable Kind progress(EngineEntry before, EngineEntry now) {
    if (before.isStuck() == now.isStuck()) {
      return null;
    }
    return now.isStuck() ? EngineChange.Kind.STUCK : EngineChange.Kind.RESUMED;
  }

  /**
   * Returns whether both entries report the same loss. A restarted process may end again before its
   * engines take requests, which is a second loss with another detail.
   */
  private static boolean isSameLoss(EngineEntry before, EngineEntry now) {
    return before.state() == now.state() && before.detail().equals(now.detail());
  }
}
