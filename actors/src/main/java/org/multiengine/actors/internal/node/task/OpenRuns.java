package org.multiengine.actors.internal.node.task;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.actors.internal.link.Link;
import org.multiengine.actors.internal.protocol.RelayMessage;
import org.multiengine.core.task.AttemptId;

/**
 * The attempts that engines have, with the links of their farms. Used by the node's relay alone.
 */
final class OpenRuns {

  /** An attempt that an engine has. */
  record Open(Link<RelayMessage> link, TaskRun run) {}

  private final Map<AttemptId, Open> open = new HashMap<>();

  /** The attempts whose begin the farms have not been informed of. */
  private final Set<AttemptId> unreported = new HashSet<>();

  void add(Link<RelayMessage> link, TaskRun run) {
    open.put(run.id(), new Open(link, run));
    unreported.add(run.id());
  }

  @Nullable Open find(AttemptId id) {
    return open.get(id);
  }

  /** Returns an attempt of a farm; null if no engine has it. */
  @Nullable Open find(AttemptId id, Link<RelayMessage> link) {
    Open found = open.get(id);
    return found == null || found.link() != link ? null : found;
  }

  @Nullable Open remove(AttemptId id) {
    unreported.remove(id);
    return open.remove(id);
  }

  /** Forgets the attempts of a farm; returns them. */
  List<TaskRun> removeAll(Link<RelayMessage> link) {
    List<TaskRun> removed =
        open.values().stream().filter(each -> each.link() == link).map(Open::run).toList();
    removed.forEach(run -> remove(run.id()));
    return removed;
  }

  /** Returns the farms whose attempts engines have. */
  Set<Link<RelayMessage>> links() {
    Set<Link<RelayMessage>> links = new HashSet<>();
    open.values().forEach(each -> links.add(each.link()));
    return links;
  }

  /** Returns whether there are attempts whose begin the farms have not been informed of. */
  boolean areUnreported() {
    return !unreported.isEmpty();
  }

  /** Returns the attempts that have begun since the last call. */
  List<Open> newlyBegun() {
    List<Open> begun = new ArrayList<>();
    for (AttemptId id : List.copyOf(unreported)) {
      Open each = open.get(id);
      if (each != null && each.run().hasBegun()) {
        begun.add(each);
        unreported.remove(id);
      }
    }
    return begun;
  }
}
