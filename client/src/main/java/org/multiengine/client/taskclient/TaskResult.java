package org.multiengine.client.taskclient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.task.TaskTimes;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.KeyError;

/**
 * The result of a {@link StringTask} (reference of the task interface, 6): the values of the names
 * that it returned, or the error with which it failed. Immutable.
 *
 * <pre>{@code
 * TaskResult result = (TaskResult) tc.run(new StringTask("a = 5", "a"), true);
 * System.out.println(result.get("a") + " " + result); // 5 TaskResult[ID:0]:{'a': 5}
 * }</pre>
 */
public final class TaskResult {

  private final long taskid;
  private final @Nullable Integer engineid;
  private final TaskTimes times;
  private final Map<String, @Nullable Object> results;
  private final @Nullable KernelError failure;
  private final String stdout;
  private final String stderr;

  TaskResult(
      long taskid,
      @Nullable Integer engineid,
      TaskTimes times,
      Map<String, @Nullable Object> results,
      @Nullable KernelError failure,
      String stdout,
      String stderr) {
    this.taskid = taskid;
    this.engineid = engineid;
    this.times = times;
    this.results = Collections.unmodifiableMap(new LinkedHashMap<>(results));
    this.failure = failure;
    this.stdout = stdout;
    this.stderr = stderr;
  }

  /** Returns the id of the task. */
  public long getTaskid() {
    return taskid;
  }

  /** Returns the engine of the last attempt; null if none is known to have begun. */
  public @Nullable Integer getEngineid() {
    return engineid;
  }

  /** Returns when the task was submitted, by this machine's clock. */
  public Instant getSubmitted() {
    return times.submitted();
  }

  /** Returns when the last attempt began, as far as is known. */
  public Instant getStarted() {
    return Objects.requireNonNullElse(times.started(), times.submitted());
  }

  /** Returns when the task ended. */
  public Instant getCompleted() {
    return Objects.requireNonNullElse(times.completed(), getStarted());
  }

  /** Returns the seconds from the begin of the last attempt to its end. */
  public double getDuration() {
    return Duration.between(getStarted(), getCompleted()).toNanos() / 1e9;
  }

  /** Returns the values by name; empty if the task failed. */
  public Map<String, @Nullable Object> getResults() {
    return results;
  }

  /** Returns the names of the values; empty if the task failed. */
  public List<String> getKeys() {
    return new ArrayList<>(results.keySet());
  }

  /** Returns the error with which the task failed; null if it succeeded. */
  public @Nullable KernelError getFailure() {
    return failure;
  }

  /** Returns what the task printed to standard output; empty if it failed. */
  public String getStdout() {
    return stdout;
  }

  /** Returns what the task printed to standard error; empty if it failed. */
  public String getStderr() {
    return stderr;
  }

  /**
   * Returns the value of a name.
   *
   * @throws KernelError if the task failed
   * @throws KeyError if there is no value of that name
   */
  public @Nullable Object get(String name) {
    raiseException();
    if (!results.containsKey(name)) {
      throw new KeyError("'" + name + "'");
    }
    return results.get(name);
  }

  /** Does the same as {@link #get}, so that a Groovy script can write {@code result['a']}. */
  public @Nullable Object getAt(String name) {
    return get(name);
  }

  /**
   * Returns the values as attributes.
   *
   * @throws KernelError if the task failed
   */
  public TaskNamespace getNs() {
    raiseException();
    return new TaskNamespace(results);
  }

  /**
   * Throws the error with which the task failed; does nothing if it succeeded.
   *
   * @throws KernelError if the task failed
   */
  public void raiseException() {
    if (failure != null) {
      throw failure;
    }
  }

  /** Returns for example <code>TaskResult[ID:3]:{'a': 5}</code>. */
  @Override
  public String toString() {
    return "TaskResult[ID:" + taskid + "]:" + (failure == null ? text() : failureText(failure));
  }

  private String text() {
    return TaskNamespace.text(results);
  }

  private static String failureText(KernelError failure) {
    String message = failure.errorMessage();
    return failure.errorName() + (message.isEmpty() ? "" : ": " + message);
  }
}
