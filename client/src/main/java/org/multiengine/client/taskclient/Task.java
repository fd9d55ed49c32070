package org.multiengine.client.taskclient;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.task.TaskCall;
import org.multiengine.client.internal.task.ViewState;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.Retry;

/**
 * Work for a {@link TaskClient}, with the attributes that IPython's tasks have (reference of the
 * task interface, 2). They may be changed until the task is submitted. A task may be submitted any
 * number of times. Not safe for use by several threads.
 */
public abstract sealed class Task permits StringTask, MapTask {

  private boolean clearBefore;
  private boolean clearAfter;
  private int retries;
  private @Nullable Task recoveryTask;
  private @Nullable Object depend;

  Task() {}

  /** Returns whether the engine is emptied before the task. */
  public final boolean isClearBefore() {
    return clearBefore;
  }

  /** Sets whether the engine is emptied before the task: namespace, history and properties. */
  public final void setClearBefore(boolean clear) {
    clearBefore = clear;
  }

  /** Returns whether the engine is emptied after the task. */
  public final boolean isClearAfter() {
    return clearAfter;
  }

  /** Sets whether the engine is emptied after the task, also if it fails. */
  public final void setClearAfter(boolean clear) {
    clearAfter = clear;
  }

  /** Returns how often the task runs again after it has failed or was lost. */
  public final int getRetries() {
    return retries;
  }

  /**
   * Sets how often the task runs again after it has failed or was lost.
   *
   * @param times 0 or more
   */
  public final void setRetries(int times) {
    if (times < 0) {
      throw new IllegalArgumentException("a number of retries is 0 or more: " + times);
    }
    retries = times;
  }

  /** Returns the task that runs in place of this one when it has failed for good. */
  public final @Nullable Task getRecoveryTask() {
    return recoveryTask;
  }

  /**
   * Sets the task that runs under the same id when this one has failed for good, also by an {@link
   * EngineLost}. Its own attributes apply to it.
   */
  public final void setRecoveryTask(@Nullable Task recovery) {
    recoveryTask = recovery;
  }

  /** Returns the function of an engine's properties that says whether the task may run there. */
  public final @Nullable Object getDepend() {
    return depend;
  }

  /**
   * Sets a function of an engine's properties that says whether the task may run there; null for
   * any engine.
   */
  public final void setDepend(@Nullable RemoteFunction<? super Map<String, Object>, Boolean> fits) {
    depend = fits;
  }

  /** Sets the function as {@link #setDepend} does. A closure of a script is one, too. */
  public final void setDependFunction(@Nullable Object fits) {
    depend = fits;
  }

  /** Returns the options with which this task runs. */
  final ViewState view(ViewState all) {
    return all.with(all.options().toBuilder().retry(Retry.times(retries)).build())
        .when(depend)
        .clearing(new TaskRequest.Clearing(clearBefore, clearAfter));
  }

  /**
   * Returns the call of this task, whose result is a {@link TaskResult}, or the value of a
   * function.
   *
   * @param view the options
   * @param id the id of the task for the client; null for that of the scheduler
   */
  abstract TaskCall<@Nullable Object> call(ViewState view, @Nullable Long id);
}
