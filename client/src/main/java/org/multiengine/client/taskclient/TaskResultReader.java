package org.multiengine.client.taskclient;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.task.TaskOutcomes;
import org.multiengine.client.internal.task.TaskTimes;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskState;

/**
 * Reads the results of texts.
 *
 * @param outcomes decodes values and errors
 * @param pulled the names of the values
 * @param id the id of the task for the client; null for that of the scheduler
 */
record TaskResultReader(TaskOutcomes outcomes, List<String> pulled, @Nullable Long id) {

  /**
   * Returns the result of a task that ended well, failed, or was lost.
   *
   * @throws KernelError if it was cancelled or timed out (T50)
   */
  Object read(TaskTimes times, Outcome outcome) {
    TaskReport report = times.report();
    if (!(outcome instanceof Outcome.Failed failed)) {
      return result(times, outcome, outcomes.pulled(pulled).read(times, outcome), null);
    }
    KernelError error = outcomes.error(failed.failure(), "execute", report);
    if (report.state() == TaskState.FAILED || report.state() == TaskState.LOST) {
      return result(times, outcome, Map.of(), error);
    }
    throw error;
  }

  private TaskResult result(
      TaskTimes times,
      Outcome outcome,
      Map<String, @Nullable Object> values,
      @Nullable KernelError failure) {
    TaskReport report = times.report();
    EngineId engine = TaskTimes.engine(report);
    boolean isPulled = outcome instanceof Outcome.Pulled;
    return new TaskResult(
        id == null ? report.id().number() : id,
        engine == null ? null : engine.value(),
        times,
        values,
        failure,
        isPulled ? ((Outcome.Pulled) outcome).record().stdout() : "",
        isPulled ? ((Outcome.Pulled) outcome).record().stderr() : "");
  }
}
