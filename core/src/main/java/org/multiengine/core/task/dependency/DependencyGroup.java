package org.multiengine.core.task.dependency;

import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.TaskId;

/** A dependency of a task, with the number of earlier tasks that have not decided it yet. */
final class DependencyGroup {

  /** The effect of the end of an earlier task. */
  enum Effect {
    NONE,
    MET,
    IMPOSSIBLE
  }

  private final TaskId task;
  private final Dependency dependency;
  private final boolean isFollowed;
  private int undecided;

  /**
   * Creates a dependency of which nothing is decided.
   *
   * @param task the task that depends
   * @param dependency the condition
   * @param isFollowed whether the task must run on the engine of the earlier tasks
   */
  DependencyGroup(TaskId task, Dependency dependency, boolean isFollowed) {
    this.task = task;
    this.dependency = dependency;
    this.isFollowed = isFollowed;
    this.undecided = dependency.on().size();
  }

  TaskId task() {
    return task;
  }

  Dependency dependency() {
    return dependency;
  }

  boolean isFollowed() {
    return isFollowed;
  }

  /** Handles the end of an earlier task. */
  Effect apply(EndedTask end) {
    undecided--;
    boolean isWanted = dependency.wants(end.state());
    if (isWanted != dependency.all()) {
      return isWanted ? Effect.MET : Effect.IMPOSSIBLE;
    }
    if (undecided > 0) {
      return Effect.NONE;
    }
    return isWanted ? Effect.MET : Effect.IMPOSSIBLE;
  }
}
