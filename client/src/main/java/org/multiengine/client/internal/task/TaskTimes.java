package org.multiengine.client.internal.task;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.EngineTime;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.task.TaskAttempt;
import org.multiengine.core.task.TaskReport;

/**
 * The times of a task as points in time of this machine's clock.
 *
 * @param submitted when the task was submitted
 * @param report the record of the task, whose times have no fixed origin
 */
public record TaskTimes(Instant submitted, TaskReport report) {

  /** Returns the point in time of a time of the record. */
  public Instant at(long nanos) {
    return submitted.plusNanos(nanos - report.submitted());
  }

  private @Nullable Instant at(OptionalLong nanos) {
    return nanos.isPresent() ? at(nanos.getAsLong()) : null;
  }

  /** Returns when the last attempt began; null if none is known to have begun. */
  public @Nullable Instant started() {
    TaskAttempt last = lastAttempt(report);
    return last == null ? null : at(last.begun());
  }

  /** Returns when the task ended; null if it has not. */
  public @Nullable Instant completed() {
    return at(report.ended());
  }

  /** Returns when each attempt ran on its engine, as far as is known. */
  List<EngineTime> ofEngines() {
    List<EngineTime> times = new ArrayList<>();
    for (TaskAttempt attempt : report.attempts()) {
      if (attempt.engine() != null) {
        times.add(
            new EngineTime(attempt.engine().engine(), at(attempt.begun()), at(attempt.ended())));
      }
    }
    return times;
  }

  private static @Nullable TaskAttempt lastAttempt(TaskReport report) {
    List<TaskAttempt> attempts = report.attempts();
    return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1);
  }

  /** Returns the engine of the last attempt; null if no engine is known to have begun. */
  public static @Nullable EngineId engine(TaskReport report) {
    TaskAttempt last = lastAttempt(report);
    return last == null || last.engine() == null ? null : last.engine().engine();
  }
}
