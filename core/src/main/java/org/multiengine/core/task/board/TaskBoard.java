package org.multiengine.core.task.board;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.ImpossibleDependency;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.identity.EngineLife;
import org.multiengine.core.task.AttemptId;
import org.multiengine.core.task.NodeGrant;
import org.multiengine.core.task.NodeTraits;
import org.multiengine.core.task.RunningAttempt;
import org.multiengine.core.task.TaskAnswer;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskLoss;
import org.multiengine.core.task.TaskOptions;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskSettings;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.TaskSubmission;
import org.multiengine.core.task.TaskWait;
import org.multiengine.core.task.dependency.EndedTask;

/**
 * Decides when the tasks of a process's clients go to which node, and what becomes of them. A task
 * is bound to a node as late as possible: a node receives no more attempts than it has granted. It
 * chooses the engine itself.
 *
 * <p>Each event is reported by a method, which returns what is to be done. Reports about one node
 * must be made in the order in which the node sent them. Times are nanoseconds of a clock that only
 * goes forward. {@link #tick} must be called when the time of {@link #nextTick} has come. Used by
 * one thread at a time.
 *
 * <p>Guarantees: each task that is accepted ends once, if its nodes answer or are reported as lost.
 * A task that has begun, or may have begun, does not begin again unless its options allow that. The
 * work of an event grows with the number of tasks, dependencies and attempts that it concerns, not
 * with the number of open tasks, unless a method says otherwise.
 *
 * @param <N> what identifies a node
 * @param <W> the form of the work
 */
public final class TaskBoard<N, W> {

  private final BoardState<N, W> state;
  private final TaskKeys keys = new TaskKeys();
  private final Placement<N, W> placement;
  private final TaskEnds<N, W> ends;
  private final Cancellation<N, W> cancellation;
  private final Retries<N, W> retries;
  private final Speculations<N, W> speculations;
  private final Recalls<N, W> recalls;
  private final Attempts<N, W> attempts;
  private final Explanation<N, W> explanation;

  /**
   * Creates a board without tasks and nodes.
   *
   * @param settings the limits
   * @param random gives the jitter of waits between attempts
   * @param now the time
   */
  public TaskBoard(TaskSettings settings, RandomGenerator random, long now) {
    state = new BoardState<>(settings, random, now);
    placement = new Placement<>(state);
    ends = new TaskEnds<>(state, placement, keys);
    cancellation = new Cancellation<>(state, ends);
    retries = new Retries<>(state, ends, placement, cancellation);
    speculations = new Speculations<>(state, placement);
    recalls = new Recalls<>(state);
    attempts = new Attempts<>(state, ends, placement, cancellation, retries, speculations);
    explanation = new Explanation<>(state);
  }

  private List<TaskInstruction<N, W>> settled(long now) {
    placement.settle(now);
    recalls.review(now);
    speculations.review(now);
    return state.effects.take(state.waiting.size() > 0, state.nodes.shared());
  }

  /**
   * Adds a task.
   *
   * @throws QueueFull if there are too many open tasks, or these hold too many bytes; an empty
   *     board accepts a task of any size
   * @throws IllegalArgumentException if the id was used before and its task is known
   */
  public List<TaskInstruction<N, W>> submit(TaskSubmission<W> submission, long now) {
    ends.checkRoom(submission);
    if (state.tasks.containsKey(submission.id()) || state.ended.get(submission.id()) != null) {
      throw new IllegalArgumentException("the task is known already: " + submission.id());
    }
    var task = new OpenTask<N, W>(submission, now);
    ImpossibleDependency impossible =
        state.graph.add(task.id, task.options(), state.tasks::containsKey);
    state.tasks.put(task.id, task);
    keys.add(task.id, task.options().key());
    ends.count(task);
    if (impossible != null) {
      ends.fail(task, TaskState.IMPOSSIBLE, impossible, now);
      return settled(now);
    }
    cancellation.watchDeadline(task, now);
    if (state.graph.areMet(task.id)) {
      ends.start(task, now);
    }
    return settled(now);
  }

  /** Handles that an engine is ready, or that the traits of its process have changed. */
  public List<TaskInstruction<N, W>> joined(
      N node, EngineLife engine, NodeTraits traits, long now) {
    update(state.nodes.join(node, engine, traits), now);
    return settled(now);
  }

  private void update(FarmNode<N, W> node, long now) {
    state.waiting.update(node);
    placement.changed(node);
    state.waiting.all().forEach(next -> ends.readiness().check(next, now));
  }

  /**
   * Handles the loss of an engine. Its running attempts are lost. Attempts that wait at its node
   * remain there: the node returns them, or is reported as lost.
   */
  public List<TaskInstruction<N, W>> engineLost(EngineLife engine, TaskLoss loss, long now) {
    FarmNode<N, W> node = state.nodes.leave(engine);
    if (node != null) {
      leave(node, engine, now);
      attempts.engineLost(node, engine, loss, now);
    }
    return settled(now);
  }

  private void leave(FarmNode<N, W> node, EngineLife engine, long now) {
    retries.reconsider(engine, now);
    for (WaitingClass<N, W> next : List.copyOf(state.waiting.following(engine))) {
      String why = "engine " + engine.engine() + ", on which it must run, is gone";
      List.copyOf(next.queue()).forEach(task -> ends.impossible(task, why, now));
    }
    update(node, now);
    state.waiting.free().forEach(placement::changed);
  }

  /**
   * Handles the end of a node, or of the connection to it. Nothing that was sent there begins any
   * more.
   */
  public List<TaskInstruction<N, W>> nodeLost(N id, TaskLoss loss, long now) {
    FarmNode<N, W> node = state.nodes.get(id);
    if (node != null) {
      for (EngineLife engine : List.copyOf(node.engines())) {
        state.nodes.leave(engine);
        leave(node, engine, now);
      }
      attempts.nodeLost(node, loss, now);
    }
    return settled(now);
  }

  /** Handles that an attempt was lost whose node has not been. */
  public List<TaskInstruction<N, W>> lost(N node, AttemptId id, TaskLoss loss, long now) {
    attempts.lost(node, id, loss, now);
    return settled(now);
  }

  /** Handles how much of this process's work a node accepts now. */
  public List<TaskInstruction<N, W>> granted(N id, NodeGrant grant, long now) {
    FarmNode<N, W> node = state.nodes.get(id);
    if (node != null) {
      state.nodes.grant(node, grant);
      placement.changed(node);
    }
    return settled(now);
  }

  /** Handles that an attempt has begun on an engine. */
  public List<TaskInstruction<N, W>> begun(N node, AttemptId id, EngineLife engine, long now) {
    attempts.begun(node, id, engine, now);
    return settled(now);
  }

  /** Handles the end of an attempt. */
  public List<TaskInstruction<N, W>> ended(N node, TaskAnswer answer, long now) {
    attempts.ended(node, answer, now);
    return settled(now);
  }

  /**
   * Handles attempts that a node returns, or that could not be sent to it. They had not begun, and
   * do not begin there any more. They go elsewhere, or there again.
   */
  public List<TaskInstruction<N, W>> returned(N node, Collection<AttemptId> ids, long now) {
    attempts.returned(node, ids, now);
    return settled(now);
  }

  /**
   * Handles attempts that a node refuses because it has no room for them. The node receives no
   * others until its next grant.
   */
  public List<TaskInstruction<N, W>> refused(N id, Collection<AttemptId> ids, long now) {
    attempts.returned(id, ids, now);
    FarmNode<N, W> node = state.nodes.get(id);
    if (node != null) {
      state.nodes.grant(node, new NodeGrant(0, node.busyElsewhere(), 0, node.clients()));
    }
    return settled(now);
  }

  /**
   * Handles that the properties of an engine have changed, so that it may accept what it rejected.
   */
  public List<TaskInstruction<N, W>> propertiesChanged(EngineLife engine, long now) {
    retries.reconsider(engine, now);
    return settled(now);
  }

  /**
   * Cancels a task. A waiting task ends at once, and one that was sent as soon as its node has
   * returned or interrupted it. A task that has ended is left alone.
   */
  public List<TaskInstruction<N, W>> cancel(TaskId id, long now) {
    OpenTask<N, W> task = state.tasks.get(id);
    if (task != null) {
      cancellation.cancel(task, OpenTask.Ending.CANCELLED, now);
    }
    return settled(now);
  }

  /** Cancels all tasks of a client. All open tasks are looked at. */
  public List<TaskInstruction<N, W>> cancelAll(String client, long now) {
    for (OpenTask<N, W> task : List.copyOf(state.tasks.values())) {
      if (task.id.client().equals(client)) {
        cancellation.cancel(task, OpenTask.Ending.CANCELLED, now);
      }
    }
    return settled(now);
  }

  /**
   * Changes the priority of a task. An attempt that has been sent keeps the earlier one.
   *
   * @throws IllegalArgumentException if the priority is not between -100 and 100
   */
  public void prioritize(TaskId id, int priority) {
    TaskOptions.checkPriority(priority);
    OpenTask<N, W> task = state.tasks.get(id);
    if (task != null) {
      state.waiting.prioritize(task, priority);
    }
  }

  /** Does what is due. */
  public List<TaskInstruction<N, W>> tick(long now) {
    state.timers.run(now);
    return settled(now);
  }

  /** Returns when {@link #tick} must be called next; empty if nothing is planned. */
  public OptionalLong nextTick() {
    return state.timers.next();
  }

  /** Forgets the end of a task on which no later task can depend. */
  public void forget(TaskId id) {
    state.ended.forget(id);
  }

  /** Returns the open task of a client that has a key, or null if there is none. */
  public @Nullable TaskId withKey(String client, String key) {
    return keys.find(client, key);
  }

  /** Returns the state of a task, or null if it is not known, or no longer. */
  public @Nullable TaskState state(TaskId id) {
    OpenTask<N, W> task = state.tasks.get(id);
    EndedTask end = state.ended.get(id);
    return task != null ? task.state() : end == null ? null : end.state();
  }

  /** Returns why a task has not ended. */
  public TaskWait why(TaskId id, long now) {
    OpenTask<N, W> task = state.tasks.get(id);
    return task == null ? Explanation.ended(state.ended.get(id)) : explanation.why(task, now);
  }

  /** Returns the record of an open task, or null if it is not open. */
  public @Nullable TaskReport report(TaskId id) {
    OpenTask<N, W> task = state.tasks.get(id);
    return task == null ? null : task.report(task.state(), OptionalLong.empty());
  }

  /** Returns the records of all open tasks. */
  public List<TaskReport> open() {
    return state.tasks.values().stream()
        .map(task -> task.report(task.state(), OptionalLong.empty()))
        .toList();
  }

  /** Returns the attempt at a task that has begun, and its node; null if none runs. */
  public @Nullable RunningAttempt<N> running(TaskId id) {
    OpenTask<N, W> task = state.tasks.get(id);
    return task == null ? null : task.running();
  }

  /** Returns the number of tasks that wait for an engine. */
  public int waiting() {
    return state.waiting.size();
  }

  /** Returns the number of engines that have nothing to do, as far as is known. */
  public int idleEngines() {
    return state.nodes.withRoom().stream().mapToInt(FarmNode::idle).sum();
  }

  /** Returns the numbers of tasks by state. All open tasks are looked at. */
  public TaskCounts counts() {
    Map<TaskState, Long> open = new EnumMap<>(TaskState.class);
    state.tasks.values().forEach(task -> open.merge(task.state(), 1L, Long::sum));
    return TaskCounts.of(
        state -> state.isEnd() ? this.state.ended.count(state) : open.getOrDefault(state, 0L));
  }

  /** Returns the number of entries that open tasks cause, for checks that none is left behind. */
  int footprint() {
    return state.tasks.size()
        + state.waiting.size()
        + state.nodes.size()
        + state.timers.size()
        + state.graph.size()
        + keys.size();
  }
}
