package org.multiengine.core.task.dependency;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.ImpossibleDependency;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.dependency.DependencyGroup.Effect;

/**
 * The dependencies between open tasks. Each one is visited when it is added, when the earlier task
 * ends, and when the later one ends; no dependency is looked at otherwise. There are no cycles,
 * because the earlier task exists before the later one. Used by one thread at a time.
 */
public final class DependencyGraph {

  /**
   * The effects of the end of a task.
   *
   * @param ready the tasks whose last dependency is met now
   * @param impossible the tasks that cannot run any more, and why
   */
  public record Effects(List<TaskId> ready, Map<TaskId, ImpossibleDependency> impossible) {}

  private static final Effects NO_EFFECTS = new Effects(List.of(), Map.of());

  private final EndedTasks ended;
  private final Map<TaskId, TaskDependencies> tasks = new HashMap<>();

  /** The dependencies on each task that has not ended. */
  private final Map<TaskId, Set<DependencyGroup>> dependents = new HashMap<>();

  /**
   * Creates a graph without tasks.
   *
   * @param ended the ends of earlier tasks
   */
  public DependencyGraph(EndedTasks ended) {
    this.ended = ended;
  }

  /**
   * Adds the dependencies of a new task.
   *
   * @param isOpen whether a task has not ended
   * @return why one of them cannot be met; null if all may be. The task is to be forgotten then
   */
  public @Nullable ImpossibleDependency add(
      TaskId task, TaskOptions options, Predicate<TaskId> isOpen) {
    List<DependencyGroup> groups = new ArrayList<>();
    options.after().forEach(on -> groups.add(new DependencyGroup(task, on, false)));
    if (!options.follow().isEmpty()) {
      var success = new Dependency(options.follow(), true, true, false);
      groups.add(new DependencyGroup(task, success, true));
    }
    if (groups.isEmpty()) {
      return null;
    }
    var dependencies = new TaskDependencies(groups);
    tasks.put(task, dependencies);
    for (DependencyGroup group : groups) {
      ImpossibleDependency impossible = connect(group, dependencies, isOpen);
      if (impossible != null) {
        return impossible;
      }
    }
    return null;
  }

  private @Nullable ImpossibleDependency connect(
      DependencyGroup group, TaskDependencies of, Predicate<TaskId> isOpen) {
    for (TaskId id : group.dependency().on()) {
      if (isOpen.test(id)) {
        dependents.computeIfAbsent(id, absent -> new LinkedHashSet<>()).add(group);
        continue;
      }
      EndedTask end = ended.get(id);
      if (end == null) {
        return ImpossibleDependency.on(id.toString(), "is not known, or no longer");
      }
      Effect effect = apply(group, of, end);
      if (effect == Effect.IMPOSSIBLE) {
        return ImpossibleDependency.on(id.toString(), end.text());
      }
      if (effect == Effect.MET) {
        return null;
      }
    }
    return null;
  }

  private Effect apply(DependencyGroup group, TaskDependencies of, EndedTask end) {
    if (group.isFollowed()) {
      of.follow(end.engine());
    }
    Effect effect = group.apply(end);
    if (effect == Effect.MET) {
      of.met();
      disconnect(group);
    }
    return effect;
  }

  /** Returns whether all dependencies of a task are met. */
  public boolean areMet(TaskId task) {
    TaskDependencies of = tasks.get(task);
    return of == null || of.areMet();
  }

  /** Returns the engines of the earlier tasks that a task must follow; empty if there are none. */
  public Set<EngineLife> followed(TaskId task) {
    TaskDependencies of = tasks.get(task);
    return of == null ? Set.of() : of.followed();
  }

  /** Returns the open tasks that a task depends on. */
  public List<TaskId> undecided(TaskId task) {
    TaskDependencies of = tasks.get(task);
    return of == null
        ? List.of()
        : of.groups().stream()
            .flatMap(group -> group.dependency().on().stream().filter(id -> isOn(group, id)))
            .distinct()
            .toList();
  }

  private boolean isOn(DependencyGroup group, TaskId earlier) {
    return dependents.getOrDefault(earlier, Set.of()).contains(group);
  }

  /** Handles the end of a task that others may depend on. */
  public Effects end(TaskId task, EndedTask end) {
    Set<DependencyGroup> groups = dependents.remove(task);
    if (groups == null) {
      return NO_EFFECTS;
    }
    List<TaskId> ready = new ArrayList<>();
    Map<TaskId, ImpossibleDependency> impossible = new LinkedHashMap<>();
    for (DependencyGroup group : groups) {
      TaskDependencies of = tasks.get(group.task());
      if (of == null) {
        continue;
      }
      Effect effect = apply(group, of, end);
      if (effect == Effect.IMPOSSIBLE) {
        impossible.put(group.task(), ImpossibleDependency.on(task.toString(), end.text()));
      } else if (effect == Effect.MET && of.areMet()) {
        ready.add(group.task());
      }
    }
    return new Effects(ready, impossible);
  }

  /** Forgets what a task depends on. */
  public void forget(TaskId task) {
    TaskDependencies forgotten = tasks.remove(task);
    if (forgotten != null) {
      forgotten.groups().forEach(this::disconnect);
    }
  }

  private void disconnect(DependencyGroup group) {
    for (TaskId id : group.dependency().on()) {
      Set<DependencyGroup> on = dependents.get(id);
      if (on != null && on.remove(group) && on.isEmpty()) {
        dependents.remove(id);
      }
    }
  }

  /** Returns the number of entries, for checks that none is left behind. */
  public int size() {
    return tasks.size() + dependents.values().stream().mapToInt(Set::size).sum();
  }
}
