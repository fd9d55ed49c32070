package org.multiengine.actors.internal.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.error.TaskTimeout;

/** The errors of cancelled calls. */
final class Cancellation {

  private Cancellation() {}

  /**
   * Returns the error of a request that had not begun to run.
   *
   * @param limit the time limit that the call has passed; null if its client cancels it
   */
  static KernelError beforeRun(@Nullable Duration limit) {
    return limit == null
        ? new TaskAborted("cancelled by its client before it ran")
        : TaskTimeout.after(limit);
  }

  /**
   * Returns the error of a request that has not stopped.
   *
   * @param limit the time limit that the call has passed; null if its client cancels it
   * @param grace how long the request had to stop
   */
  static KernelError givenUp(@Nullable Duration limit, Duration grace) {
    String text =
        "it did not stop within "
            + grace.toMillis()
            + " ms of being cancelled; the engine stays busy with it until it ends or the engine is"
            + " killed";
    return limit == null ? new TaskAborted(text) : TaskTimeout.after(limit, text);
  }
}
