package org.multiengine.actors.internal.farm;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskObserver;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The observers of the open tasks, and the numbers of ended tasks. Faults of observers are logged.
 * Used by the farm alone.
 */
final class WatchedTasks {

  private static final Logger LOG = LoggerFactory.getLogger(WatchedTasks.class);

  private static final class Watched {
    private final TaskObserver observer;
    private final long bytes;
    private TaskState notified = TaskState.WAITING;

    Watched(TaskObserver observer, long bytes) {
      this.observer = observer;
      this.bytes = bytes;
    }
  }

  private final TaskBudget budget;
  private final Map<String, Map<TaskId, Watched>> clients = new HashMap<>();
  private final Map<String, Map<TaskState, Long>> ended = new HashMap<>();

  WatchedTasks(TaskBudget budget) {
    this.budget = budget;
  }

  void add(TaskSubmission<TaskRequest> task, TaskObserver observer) {
    clients
        .computeIfAbsent(task.id().client(), absent -> new LinkedHashMap<>())
        .put(task.id(), new Watched(observer, task.bytes()));
  }

  private @Nullable Watched find(TaskId task) {
    Map<TaskId, Watched> ofClient = clients.get(task.client());
    return ofClient == null ? null : ofClient.get(task);
  }

  private @Nullable Watched remove(TaskId task) {
    Map<TaskId, Watched> ofClient = clients.get(task.client());
    if (ofClient == null) {
      return null;
    }
    Watched removed = ofClient.remove(task);
    if (removed != null) {
      budget.release(removed.bytes);
    }
    if (ofClient.isEmpty()) {
      clients.remove(task.client());
    }
    return removed;
  }

  /** Returns the names of the clients with open tasks. */
  Set<String> clients() {
    return clients.keySet();
  }

  /** Returns the open tasks of a client. */
  List<TaskId> of(String client) {
    Map<TaskId, Watched> ofClient = clients.get(client);
    return ofClient == null ? List.of() : List.copyOf(ofClient.keySet());
  }

  /** Informs the observer of an open task of its state, if that has changed. */
  void state(TaskId task, TaskState state) {
    Watched watched = find(task);
    if (watched != null && watched.notified != state && !state.isEnd()) {
      watched.notified = state;
      guarded(() -> watched.observer.state(state));
    }
  }

  /** Informs all observers of states that have changed. */
  void review(Function<TaskId, @Nullable TaskState> states) {
    for (Map<TaskId, Watched> ofClient : List.copyOf(clients.values())) {
      for (TaskId task : List.copyOf(ofClient.keySet())) {
        TaskState state = states.apply(task);
        if (state != null) {
          state(task, state);
        }
      }
    }
  }

  void reported(TaskId task, Report report) {
    Watched watched = find(task);
    if (watched != null) {
      guarded(() -> watched.observer.reported(report));
    }
  }

  /** Completes a task. */
  void end(TaskReport report, Outcome outcome) {
    Watched watched = remove(report.id());
    if (watched != null) {
      ended
          .computeIfAbsent(report.id().client(), absent -> new EnumMap<>(TaskState.class))
          .merge(report.state(), 1L, Long::sum);
      guarded(() -> watched.observer.ended(report, outcome));
    }
  }

  /** Ends a task that the board has not accepted. */
  void refuse(TaskSubmission<TaskRequest> task, TaskObserver observer, RuntimeException why) {
    Watched watched = find(task.id());
    if (watched != null && watched.observer == observer) {
      remove(task.id());
    } else {
      budget.release(task.bytes());
    }
    guarded(() -> observer.ended(unaccepted(task), Outcome.failed(error(why))));
  }

  /** Returns the record of a task that was never accepted. */
  static TaskReport unaccepted(TaskSubmission<TaskRequest> task) {
    long now = System.nanoTime();
    return new TaskReport(
        task.id(),
        task.options().name(),
        TaskState.LOST,
        task.bytes(),
        now,
        OptionalLong.of(now),
        0,
        List.of());
  }

  private static KernelError error(RuntimeException why) {
    return why instanceof KernelError own ? own : new KernelError(String.valueOf(why.getMessage()));
  }

  /** Ends all tasks as lost. */
  void endAll(Function<TaskId, @Nullable TaskReport> reports, KernelError why) {
    List<TaskId> all = new ArrayList<>();
    clients.values().forEach(ofClient -> all.addAll(ofClient.keySet()));
    for (TaskId task : all) {
      TaskReport report = reports.apply(task);
      if (report != null) {
        end(report.ended(TaskState.LOST, System.nanoTime()), Outcome.failed(why));
      }
    }
  }

  /** Returns the numbers of a client's tasks. */
  TaskCounts counts(String client, Function<TaskId, @Nullable TaskState> states) {
    Map<TaskState, Long> open = new EnumMap<>(TaskState.class);
    for (TaskId task : of(client)) {
      TaskState state = states.apply(task);
      if (state != null) {
        open.merge(state, 1L, Long::sum);
      }
    }
    Map<TaskState, Long> over = ended.getOrDefault(client, Map.of());
    return TaskCounts.of(
        state -> state.isEnd() ? over.getOrDefault(state, 0L) : open.getOrDefault(state, 0L));
  }

  /** Forgets the numbers of a client that is closed. */
  void forget(String client) {
    ended.remove(client);
  }

  private static void guarded(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException fault) {
      LOG.error("the observer of a task has failed", fault);
    }
  }
}
