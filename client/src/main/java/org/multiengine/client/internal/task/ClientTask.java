package org.multiengine.client.internal.task;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.PendingCall;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskObserver;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskState;
import org.multiengine.core.task.dependency.EndedTask;

/**
 * A task of this client: its state, its record, and its result. Safe for use by several threads.
 *
 * @param <R> the result
 */
public final class ClientTask<R extends @Nullable Object> implements TaskObserver {

  private final TaskId id;
  private final TaskSession owner;
  private final PendingCall<R> pending;
  private final TaskReader<R> reader;
  private volatile TaskState state = TaskState.WAITING;
  private volatile @Nullable TaskReport report;
  private volatile String stdout = "";
  private volatile String stderr = "";

  /** The outcome until it is read: it may become the argument of another task as it is. */
  private volatile @Nullable Outcome unread;

  /** What waits for the submission; null once the task is submitted or ended without one. */
  private @Nullable List<Runnable> onSubmitted;

  ClientTask(TaskId id, TaskSession owner, PendingCall<R> pending, TaskReader<R> reader) {
    this.id = id;
    this.owner = owner;
    this.pending = pending;
    this.reader = reader;
  }

  /** Returns the id. */
  public TaskId id() {
    return id;
  }

  /** Returns the end and the result. */
  public PendingCall<R> pending() {
    return pending;
  }

  /** Returns the state. */
  public TaskState state() {
    return state;
  }

  /** Returns the record of the task if it has ended; null otherwise. */
  public @Nullable TaskReport report() {
    return report;
  }

  /** Returns the tasks of which this is one. */
  public TaskSession owner() {
    return owner;
  }

  /** Returns the standard output of the task that was kept; empty until the task ends. */
  public String stdout() {
    return stdout;
  }

  /** Returns the standard error output of the task that was kept; empty until the task ends. */
  public String stderr() {
    return stderr;
  }

  @Override
  public void state(TaskState now) {
    state = now;
  }

  @Override
  public void ended(TaskReport of, Outcome outcome) {
    state = of.state();
    report = of;
    if (outcome instanceof Outcome.Returned returned) {
      stdout = returned.stdout();
      stderr = returned.stderr();
    } else if (outcome instanceof Outcome.Pulled pulled) {
      stdout = pulled.record().stdout();
      stderr = pulled.record().stderr();
    }
    unread = outcome;
    var times = new TaskTimes(pending.submitted(), of);
    pending.complete(() -> read(times, outcome), times.ofEngines());
    owner.ended(id);
  }

  private R read(TaskTimes times, Outcome outcome) {
    unread = null;
    return reader.read(times, outcome);
  }

  /** Ends the task, of which nothing was submitted. */
  void fail(TaskState as, KernelError why) {
    state = as;
    pending.fail(why);
  }

  /** Returns the encoded result of this task, which has succeeded. */
  ClientValues.Outbound argument(ClientValues values) {
    return unread instanceof Outcome.Returned returned
        ? values.ofProgram(returned.value())
        : values.encode(pending.read());
  }

  /** Returns how the task ended, for those that depend on it. */
  EndedTask end() {
    Outcome failed = unread;
    String why = failed instanceof Outcome.Failed of ? line(of) : "";
    return new EndedTask(state, null, why);
  }

  private static String line(Outcome.Failed failed) {
    String message = failed.failure().errorMessage().lines().findFirst().orElse("");
    String name = failed.failure().errorName();
    return message.isEmpty() ? name : name + ": " + message;
  }

  /** Marks the task as one that is submitted later. */
  synchronized void hold() {
    onSubmitted = new ArrayList<>(1);
  }

  /** Handles that the task has been submitted, or ended without that. */
  void released() {
    List<Runnable> waiting;
    synchronized (this) {
      waiting = onSubmitted == null ? List.of() : onSubmitted;
      onSubmitted = null;
    }
    waiting.forEach(Runnable::run);
  }

  /** Runs an action when the task has been submitted, or ended without that; at once if it has. */
  void whenReleased(Runnable action) {
    synchronized (this) {
      if (onSubmitted != null) {
        onSubmitted.add(action);
        return;
      }
    }
    action.run();
  }

  /** Returns the id and the state. */
  @Override
  public String toString() {
    return "task " + id + ", " + state.label();
  }
}
