package org.multiengine.client.internal.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.ImpossibleDependency;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.dependency.EndedTask;

/**
 * The tasks that the scheduler does not know yet, because an argument of theirs is the result of
 * another task, or because they depend on such a task. Each is submitted when the results and the
 * tasks are there. Safe for use by several threads.
 */
final class HeldTasks {

  /** How many tasks are remembered that ended without having been submitted. */
  private static final int MAX_ENDED_HERE = 10_000;

  private final TaskSession tasks;
  private final Map<TaskId, ClientTask<?>> held = new ConcurrentHashMap<>();

  private final Map<TaskId, String> endedHere =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<TaskId, String> eldest) {
              return size() > MAX_ENDED_HERE;
            }
          });

  HeldTasks(TaskSession tasks) {
    this.tasks = tasks;
  }

  /** Returns the number of tasks that are held. */
  int size() {
    return held.size();
  }

  /** Holds a task if it must be submitted later; returns whether it must. */
  boolean hold(ClientTask<?> task, TaskCall<?> call) {
    Set<TaskId> named = named(call.options());
    List<Consumer<Runnable>> blockers = new ArrayList<>();
    call.arguments().forEach(argument -> blockers.add(argument.pending()::whenDone));
    for (TaskId id : named) {
      ClientTask<?> earlier = held.get(id);
      if (earlier != null) {
        blockers.add(earlier::whenReleased);
      } else if (endedHere.containsKey(id)) {
        blockers.add(Runnable::run);
      }
    }
    if (blockers.isEmpty()) {
      return false;
    }
    task.hold();
    held.put(task.id(), task);
    var left = new AtomicInteger(blockers.size());
    Runnable ready =
        () -> {
          if (left.decrementAndGet() == 0) {
            tasks.session().execute(() -> release(task, call));
          }
        };
    blockers.forEach(blocker -> blocker.accept(ready));
    return true;
  }

  private static Set<TaskId> named(TaskOptions options) {
    Set<TaskId> named = new LinkedHashSet<>(options.follow());
    options.after().forEach(dependency -> named.addAll(dependency.on()));
    return named;
  }

  private void release(ClientTask<?> task, TaskCall<?> call) {
    try {
      ImpossibleDependency why = impossible(call);
      if (why != null) {
        fail(task, TaskState.IMPOSSIBLE, why);
      } else if (!task.pending().isDone()) {
        tasks.send(task, call, call.request().get());
      }
    } catch (KernelError e) {
      fail(task, TaskState.FAILED, e);
    } catch (RuntimeException e) {
      fail(task, TaskState.FAILED, new KernelError("the task cannot be submitted: " + e, e));
    } finally {
      held.remove(task.id());
      task.released();
    }
    if (task.pending().isDone()) {
      tasks.scheduler().cancel(task.id());
    }
  }

  private void fail(ClientTask<?> task, TaskState as, KernelError why) {
    endedHere.put(task.id(), new EndedTask(as, null, why.errorMessage()).text());
    task.fail(as, why);
  }

  private @Nullable ImpossibleDependency impossible(TaskCall<?> call) {
    for (ClientTask<?> argument : call.arguments()) {
      if (argument.state() != TaskState.DONE) {
        return ImpossibleDependency.on(argument.id().toString(), argument.end().text());
      }
    }
    for (TaskId followed : call.options().follow()) {
      if (endedHere.containsKey(followed)) {
        return impossible(followed);
      }
    }
    for (Dependency dependency : call.options().after()) {
      Set<TaskId> left = known(dependency);
      boolean isMissing = dependency.all() ? left.size() < dependency.on().size() : left.isEmpty();
      if (isMissing && !dependency.failure()) {
        return impossible(
            dependency.on().stream().filter(endedHere::containsKey).findFirst().orElseThrow());
      }
    }
    return null;
  }

  private ImpossibleDependency impossible(TaskId on) {
    return ImpossibleDependency.on(on.toString(), endedHere.getOrDefault(on, "has ended"));
  }

  private Set<TaskId> known(Dependency dependency) {
    return dependency.on().stream()
        .filter(id -> !endedHere.containsKey(id))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * Returns the options with dependencies that the scheduler can decide: on tasks that were
   * submitted. The others are met.
   */
  TaskOptions known(TaskOptions options) {
    if (options.after().stream().noneMatch(on -> known(on).size() < on.on().size())) {
      return options;
    }
    List<Dependency> left = new ArrayList<>();
    for (Dependency dependency : options.after()) {
      Set<TaskId> on = known(dependency);
      boolean isMet = on.isEmpty() || (!dependency.all() && dependency.failure());
      if (on.size() == dependency.on().size() || !isMet) {
        left.add(new Dependency(on, dependency.all(), dependency.success(), dependency.failure()));
      }
    }
    return options.toBuilder().after(left.toArray(Dependency[]::new)).build();
  }

  /** Cancels a task that is held; returns whether it is. */
  boolean cancel(TaskId id) {
    ClientTask<?> task = held.get(id);
    if (task != null) {
      fail(task, TaskState.ABORTED, new TaskAborted("the task was cancelled"));
      held.remove(id);
      task.released();
    }
    return task != null;
  }

  /** Returns what a task waits for that is held; null for another task. */
  @Nullable String why(TaskId id) {
    return held.containsKey(id)
        ? "it waits for the result of an earlier task, which is an argument of it or of a task that"
            + " it depends on"
        : null;
  }
}
