package org.multiengine.core.task;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A condition on the ends of earlier tasks, without which a task does not start. Only the final end
 * of a task counts, after its retries. A task may have several dependencies; each must be met.
 *
 * @param on the earlier tasks
 * @param all whether each of them must end in a wanted way; otherwise one suffices
 * @param success whether success is a wanted end
 * @param failure whether any other end is a wanted one
 */
public record Dependency(Set<TaskId> on, boolean all, boolean success, boolean failure) {

  /** Checks that some task and some end is named, and copies the tasks. */
  public Dependency {
    on = Set.copyOf(on);
    if (on.isEmpty()) {
      throw new IllegalArgumentException("a dependency names at least one task");
    }
    if (!success && !failure) {
      throw new IllegalArgumentException(
          "a dependency on neither success nor failure is never met");
    }
  }

  /** Returns the dependency that all tasks succeed. */
  public static Dependency success(TaskId... on) {
    return new Dependency(set(on), true, true, false);
  }

  /** Returns the dependency that all tasks end, in whatever way. */
  public static Dependency ended(TaskId... on) {
    return new Dependency(set(on), true, true, true);
  }

  /** Returns the dependency that all tasks end without success, for tasks that clean up. */
  public static Dependency failed(TaskId... on) {
    return new Dependency(set(on), true, false, true);
  }

  /** Returns the dependency that one of the tasks succeeds. */
  public static Dependency any(TaskId... on) {
    return new Dependency(set(on), false, true, false);
  }

  private static Set<TaskId> set(TaskId... on) {
    return new LinkedHashSet<>(List.of(on));
  }

  /** Returns whether the end of a task is a wanted one. */
  public boolean wants(TaskState end) {
    return end == TaskState.DONE ? success : failure;
  }
}
