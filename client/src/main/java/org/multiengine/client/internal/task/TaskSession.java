package org.multiengine.client.internal.task;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Interrupts;
import org.multiengine.client.internal.call.PendingCall;
import org.multiengine.client.internal.call.Session;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.QueueFull;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskScheduler;
import org.multiengine.core.task.TaskSubmission;

/**
 * The tasks of a client. They count as open calls of its session, and end with it. Safe for use by
 * several threads.
 */
public final class TaskSession {

  private final Session session;
  private final TaskScheduler scheduler;
  private final Room room;
  private final TaskRequests requests;
  private final TaskOutcomes outcomes;
  private final HeldTasks held = new HeldTasks(this);
  private final KeyedTasks keyed = new KeyedTasks();

  /** Creates the tasks of a client. */
  public TaskSession(Session session, TaskScheduler scheduler) {
    this.session = session;
    this.scheduler = scheduler;
    this.room = new Room(session.fullWait());
    this.requests = new TaskRequests(session);
    this.outcomes = new TaskOutcomes(session);
  }

  /** Returns the client. */
  public Session session() {
    return session;
  }

  /** Returns the encoder of requests. */
  public TaskRequests requests() {
    return requests;
  }

  /** Returns the reader of outcomes. */
  public TaskOutcomes outcomes() {
    return outcomes;
  }

  /** Returns the scheduler. */
  public TaskScheduler scheduler() {
    return scheduler;
  }

  /**
   * Submits a task. If too many are open, waits for one to end. An open or recent task of the same
   * key is returned instead.
   *
   * @throws QueueFull if none ends in time
   * @throws KernelError if the client is closed, or something cannot be sent
   */
  public <R extends @Nullable Object> ClientTask<R> submit(TaskCall<R> call) {
    String key = call.options().key();
    return key == null ? start(call) : keyed.get(key, () -> start(call));
  }

  private <R extends @Nullable Object> ClientTask<R> start(TaskCall<R> call) {
    TaskRequest request = call.arguments().isEmpty() ? call.request().get() : null;
    TaskId id = scheduler.next();
    PendingCall<R> pending = session.open("task " + call.label(), () -> cancel(id));
    var task = new ClientTask<>(id, this, pending, call.reader());
    try {
      if (!held.hold(task, call)) {
        send(task, call, request == null ? call.request().get() : request);
      }
    } catch (KernelError | IllegalArgumentException refused) {
      pending.fail(refused instanceof KernelError e ? e : new KernelError("refused", refused));
      throw refused;
    }
    return task;
  }

  /** Submits a task whose arguments are there. */
  void send(ClientTask<?> task, TaskCall<?> call, TaskRequest request) {
    var submission =
        new TaskSubmission<>(
            task.id(), call.kind(), request.size(), held.known(call.options()), request);
    room.submit(() -> scheduler.submit(submission, task));
  }

  /** Submits a piece of a map or a stream. If too many tasks are open, waits for one to end. */
  void send(TaskSubmission<TaskRequest> piece, PieceObserver observer) {
    room.submit(() -> scheduler.submit(piece, observer));
  }

  /** Handles the end of a task. */
  void ended(TaskId task) {
    room.taskEnded();
  }

  /** Cancels a task unless it has ended. */
  public void cancel(TaskId task) {
    if (!held.cancel(task)) {
      scheduler.cancel(task);
    }
  }

  /** Returns why a task has not ended, in one line. */
  public String why(ClientTask<?> task) {
    String own = held.why(task.id());
    if (own != null) {
      return own;
    }
    TaskReport report = task.report();
    return report != null ? "it has ended: " + report.state().label() : ask(task.id());
  }

  /** Returns why a task has not ended, in one line. */
  public String why(TaskId task) {
    String own = held.why(task);
    return own == null ? ask(task) : own;
  }

  private String ask(TaskId task) {
    return await(scheduler.why(task)).text();
  }

  /** Returns the numbers of this client's tasks by state. */
  public TaskCounts counts() {
    TaskCounts known = await(scheduler.counts());
    return new TaskCounts(
        known.waiting() + held.size(),
        known.sent(),
        known.running(),
        known.done(),
        known.failed(),
        known.aborted(),
        known.timedOut(),
        known.lost(),
        known.impossible());
  }

  /** Returns the records of the open tasks, in the order of their numbers. */
  public List<TaskReport> open() {
    return await(scheduler.open()).stream()
        .sorted((a, b) -> Long.compare(a.id().number(), b.id().number()))
        .toList();
  }

  /** Waits for the scheduler's answer to a question. */
  private <T> T await(CompletionStage<T> answer) {
    return Interrupts.orFail(
        () -> {
          try {
            return answer
                .toCompletableFuture()
                .get(session.infoWait().toNanos(), TimeUnit.NANOSECONDS);
          } catch (ExecutionException e) {
            throw new KernelError("the scheduler of tasks failed: " + e.getCause(), e);
          } catch (TimeoutException e) {
            throw new KernelError("the scheduler of tasks has not answered in time", e);
          }
        },
        () -> "interrupted while waiting for the scheduler of tasks");
  }
}
