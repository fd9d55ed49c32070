package org.multiengine.core.task.board;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.EngineLost;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskTimeout;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskLoss;

/** The errors with which tasks end, and their texts. */
final class Errors {

  private Errors() {}

  /** Returns the first line of the error of an outcome; empty if there is none. */
  static String line(Outcome outcome) {
    if (!(outcome instanceof Outcome.Failed failed)) {
      return "";
    }
    Failure failure = failed.failure();
    String message = failure.errorMessage().lines().findFirst().orElse("");
    return message.isEmpty() ? failure.errorName() : failure.errorName() + ": " + message;
  }

  /** Returns the error of a task that no engine could take (reference of the tasks, T86). */
  static KernelError unplaceable(TaskId task, Duration limit, String reason) {
    return new TaskTimeout(
        "task "
            + task.number()
            + " failed to execute due to unmet dependencies for "
            + limit.toSeconds()
            + " seconds: "
            + reason);
  }

  /**
   * Returns the error of a task that was lost.
   *
   * @param loss the last loss
   * @param hasBegun whether it is known that the task had begun
   * @param earlier how earlier attempts were lost
   */
  static EngineLost lost(TaskLoss loss, boolean hasBegun, List<String> earlier) {
    EngineLost error = loss.error();
    if (hasBegun && earlier.isEmpty()) {
      return error;
    }
    StringBuilder text = new StringBuilder(error.errorMessage());
    if (!hasBegun) {
      text.append("; the task may have begun");
    }
    if (!earlier.isEmpty()) {
      text.append("; earlier attempts: ").append(String.join("; ", earlier));
    }
    EngineId engine = error.engine();
    return engine == null
        ? new EngineLost(text.toString())
        : EngineLost.of(engine, error.incarnation(), text.toString());
  }

  /** Returns the name of the error of an outcome, or null if it has none. */
  static @Nullable String name(Outcome outcome) {
    return outcome instanceof Outcome.Failed failed ? failed.failure().errorName() : null;
  }
}
