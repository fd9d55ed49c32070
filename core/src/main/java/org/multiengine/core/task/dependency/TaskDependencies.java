package org.multiengine.core.task.dependency;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineLife;

/** The dependencies of a task. */
final class TaskDependencies {

  private final List<DependencyGroup> groups;
  private final Set<EngineLife> followed = new LinkedHashSet<>(1);
  private int unmet;

  TaskDependencies(List<DependencyGroup> groups) {
    this.groups = List.copyOf(groups);
    this.unmet = groups.size();
  }

  List<DependencyGroup> groups() {
    return groups;
  }

  void met() {
    unmet--;
  }

  boolean areMet() {
    return unmet == 0;
  }

  void follow(@Nullable EngineLife engine) {
    if (engine != null) {
      followed.add(engine);
    }
  }

  /** Returns the engines of the tasks to follow. */
  Set<EngineLife> followed() {
    return followed;
  }
}
