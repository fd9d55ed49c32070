package org.multiengine.core.task.board;

import java.util.List;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskRejectError;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;

/**
 * The work of a task of a {@link ModelCluster}.
 *
 * @param nanos how long it runs on an engine of usual speed
 * @param failures how many of its attempts fail
 * @param rejecting the numbers of the engines that reject it
 */
record ModelWork(long nanos, int failures, List<Integer> rejecting) {

  static ModelWork of(long nanos) {
    return new ModelWork(nanos, 0, List.of());
  }

  Outcome outcome(int engine, int earlierBegins) {
    if (rejecting.contains(engine)) {
      return Outcome.failed(new TaskRejectError("not here"));
    }
    return earlierBegins < failures
        ? new Outcome.Failed(new Failure(false, "ValueError", "no", "", null))
        : new Outcome.Done();
  }

  static Outcome interrupted() {
    return Outcome.failed(new KernelError("interrupted"));
  }
}
