package org.multiengine.client.internal.task;

import java.util.OptionalLong;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.request.Report;
import org.multiengine.core.task.TaskAttempt;
import org.multiengine.core.task.TaskObserver;
import org.multiengine.core.task.TaskReport;
import org.multiengine.core.task.TaskState;

/** Observes a piece of a map or a stream. The scheduler calls it. */
abstract class PieceObserver implements TaskObserver {

  private final TaskSession tasks;

  PieceObserver(TaskSession tasks) {
    this.tasks = tasks;
  }

  /** Handles that the piece has begun. */
  abstract void begun();

  /** Handles how many of the elements have ended. */
  abstract void progress(int elements);

  /** Handles the end of the piece. */
  abstract void arrived(TaskReport report, Outcome outcome);

  @Override
  public void state(TaskState state) {
    if (state == TaskState.RUNNING) {
      begun();
    }
  }

  @Override
  public void reported(Report report) {
    progress(report.elementsDone());
  }

  @Override
  public void ended(TaskReport report, Outcome outcome) {
    arrived(report, outcome);
    tasks.ended(report.id());
  }

  /** Returns how long the last attempt ran; 0 if that is not known. */
  static long runNanos(TaskReport report) {
    if (report.attempts().isEmpty()) {
      return 0;
    }
    TaskAttempt last = report.attempts().get(report.attempts().size() - 1);
    OptionalLong begun = last.begun();
    return begun.isPresent() && last.ended().isPresent()
        ? last.ended().getAsLong() - begun.getAsLong()
        : 0;
  }
}
