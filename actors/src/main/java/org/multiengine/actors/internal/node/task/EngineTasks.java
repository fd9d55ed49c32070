package org.multiengine.actors.internal.node.task;

import org.jspecify.annotations.Nullable;
import org.multiengine.core.engine.EngineQueue;
import org.multiengine.core.engine.QueuedRequest;
import org.multiengine.core.task.inbox.BurstBound;
import org.multiengine.core.task.inbox.InboxSettings;

/**
 * The place of a task in an engine. Direct calls go first, up to a bound, and those that the task's
 * client sent before it without a bound: the task sees what they have done. Used by the engine
 * alone.
 */
public final class EngineTasks {

  private final EngineQueue queue;
  private final BurstBound burst;
  private final EngineLoad load = new EngineLoad();
  private final Runnable ask;
  private @Nullable TaskRun placed;

  /** The last direct call of the task's client that came before the task; null if there is none. */
  private @Nullable QueuedRequest before;

  private @Nullable TaskRun running;
  private boolean hasAsked;

  /**
   * Creates an empty place.
   *
   * @param queue the direct calls of the engine
   * @param ask asks the node for a task
   */
  public EngineTasks(EngineQueue queue, InboxSettings settings, Runnable ask) {
    this.queue = queue;
    this.burst = new BurstBound(settings);
    this.ask = ask;
  }

  /** Returns the state that the node reads. */
  public EngineLoad load() {
    return load;
  }

  /** Takes a task that the engine runs next. */
  public void place(TaskRun run) {
    placed = run;
    before = queue.lastOf(run.id().task().client());
    hasAsked = false;
  }

  /** Starts the task and returns it; null if there is none, or it is not its turn. */
  public @Nullable TaskRun startNext(long now) {
    TaskRun next = placed;
    if (next == null || queue.running() != null || !isTurn(now)) {
      return null;
    }
    placed = null;
    before = null;
    running = next;
    burst.reset();
    queue.start(next.queued());
    return next;
  }

  private boolean isTurn(long now) {
    return (before == null || !queue.isWaiting(before)) && burst.isTaskNext(queue.canStart(), now);
  }

  /**
   * Handles that the engine begins a direct call.
   *
   * @return the task that was placed here, which another engine may run now; null if there is none
   */
  public @Nullable TaskRun directBegins(long now) {
    burst.directBegins(now);
    return displaced();
  }

  /**
   * Returns a task that has just been placed here, if a direct call runs after which it is not its
   * turn; null otherwise.
   */
  public @Nullable TaskRun misplaced(long now) {
    boolean isDirect = queue.running() != null && running == null;
    return isDirect && !burst.isTaskNext(true, now) ? displaced() : null;
  }

  private @Nullable TaskRun displaced() {
    TaskRun displaced = placed;
    if (displaced != null) {
      placed = null;
      before = null;
      burst.reset();
    }
    return displaced;
  }

  /** Returns whether a task runs. */
  public boolean isRunning(TaskRun run) {
    return running == run;
  }

  /** Ends the running task and returns it; null if a direct call runs. */
  public @Nullable TaskRun finish() {
    TaskRun ended = running;
    running = null;
    return ended;
  }

  /** Takes back a task that has not begun; returns whether it was here. */
  public boolean withdraw(TaskRun run) {
    if (placed != run) {
      return false;
    }
    placed = null;
    before = null;
    return true;
  }

  /** Publishes what the engine does now, and asks for a task if it can run one. */
  public void publish(long now) {
    boolean waits = queue.canStart();
    boolean isDirect = waits || (queue.running() != null && running == null);
    if (isDirect && !load.isDirect()) {
      hasAsked = false;
    }
    if (!isDirect && running == null) {
      burst.reset();
    }
    load.direct(isDirect);
    boolean canTake = placed == null && running == null;
    if (canTake && !hasAsked && load.isWanted() && (!isDirect || burst.isTaskNext(true, now))) {
      hasAsked = true;
      ask.run();
    }
  }
}
