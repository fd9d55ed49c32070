package org.multiengine.core.task;

import java.util.Set;
import org.multiengine.core.error.EngineLost;

/**
 * The loss of an engine or of a node with all its engines.
 *
 * @param error how it ended
 * @param exact whether all attempts are known that had begun there. Otherwise each attempt that was
 *     sent there and has no outcome may have begun
 * @param begun attempts that are known to have begun there, in addition to those reported before
 */
public record TaskLoss(EngineLost error, boolean exact, Set<AttemptId> begun) {

  /** Copies the attempts. */
  public TaskLoss {
    begun = Set.copyOf(begun);
  }

  /** Returns the loss of a process of which the attempts are known that it began. */
  public static TaskLoss exact(EngineLost error, Set<AttemptId> begun) {
    return new TaskLoss(error, true, begun);
  }

  /** Returns a loss of which it is not known what had begun, for example that of a machine. */
  public static TaskLoss unknown(EngineLost error) {
    return new TaskLoss(error, false, Set.of());
  }

  /** Returns whether an attempt that was sent there counts as begun. */
  public boolean mayHaveBegun(AttemptId id) {
    return !exact || begun.contains(id);
  }
}
