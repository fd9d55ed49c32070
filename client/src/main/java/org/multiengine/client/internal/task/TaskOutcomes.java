package org.multiengine.client.internal.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.OutcomeReader;
import org.multiengine.client.internal.call.Session;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.EncodedValue;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.TaskReport;

/** Reads the outcomes of tasks. The error of a task is thrown as it is, without a composite. */
public final class TaskOutcomes {

  /** The engine that errors name if none is known to have begun the task. */
  private static final EngineId UNKNOWN = new EngineId(0);

  private final Session session;
  private final OutcomeReader reader;

  TaskOutcomes(Session session) {
    this.session = session;
    this.reader = session.outcomes();
  }

  /** Returns the reader of the value of a function, with the classes of a loader. */
  @SuppressWarnings({"unchecked", "NullAway"}) // the function's type determines the result
  public <R extends @Nullable Object> TaskReader<R> returned(ClassLoader loader) {
    return (times, outcome) ->
        (R)
            decode(
                expected(Outcome.Returned.class, "task", times.report(), outcome).value(), loader);
  }

  /** Returns the reader of the values of a text, by name. */
  public TaskReader<Map<String, @Nullable Object>> pulled(List<String> names) {
    return (times, outcome) -> values(names, times.report(), outcome);
  }

  private Map<String, @Nullable Object> values(
      List<String> names, TaskReport report, Outcome outcome) {
    Outcome.Pulled pulled = expected(Outcome.Pulled.class, "execute", report, outcome);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      values.put(names.get(i), session.values().decode(pulled.values().get(i)));
    }
    return values;
  }

  /** Decodes a value with the classes of a loader. */
  @Nullable Object decode(EncodedValue value, ClassLoader loader) {
    return session.values().decode(value, loader);
  }

  /**
   * Returns an outcome of a kind.
   *
   * @throws KernelError if the task has failed
   */
  private <O extends Outcome> O expected(
      Class<O> kind, String method, TaskReport report, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      throw error(failed.failure(), method, report);
    }
    if (!kind.isInstance(outcome)) {
      throw new KernelError("the engine answered something else: " + outcome);
    }
    return kind.cast(outcome);
  }

  /** Returns the error of a task that has failed, or of an element of a piece. */
  public KernelError error(Failure failure, String method, TaskReport report) {
    return reader.error(engine(report), method, failure);
  }

  /** Returns the engine of the last attempt at a task. */
  static EngineId engine(TaskReport report) {
    return Objects.requireNonNullElse(TaskTimes.engine(report), UNKNOWN);
  }
}
