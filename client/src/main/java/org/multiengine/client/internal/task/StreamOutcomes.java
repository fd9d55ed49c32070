package org.multiengine.client.internal.task;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.request.Failure;
import org.multiengine.core.request.Outcome;
import org.multiengine.core.task.TaskReport;

/**
 * Reads the outcomes of the pieces of a stream.
 *
 * @param outcomes decodes values and errors
 * @param loader has the classes of the results
 */
record StreamOutcomes<R extends @Nullable Object>(TaskOutcomes outcomes, ClassLoader loader) {

  private static final String METHOD = "stream";

  /** Returns the results and errors of a piece. An error of the piece is that of each element. */
  List<StreamEntry<R>> read(int size, TaskReport report, Outcome outcome) {
    try {
      if (outcome instanceof Outcome.Mapped mapped) {
        return mapped(size, report, mapped);
      }
      if (outcome instanceof Outcome.Failed failed) {
        throw outcomes.error(failed.failure(), METHOD, report);
      }
      throw new KernelError("the engine answered something else: " + outcome);
    } catch (KernelError error) {
      return Collections.nCopies(size, new StreamEntry<>(null, error));
    }
  }

  @SuppressWarnings("unchecked") // the function's type determines what it returns
  private List<StreamEntry<R>> mapped(int size, TaskReport report, Outcome.Mapped mapped) {
    Object decoded = outcomes.decode(mapped.values(), loader);
    List<?> values = decoded instanceof List<?> list ? list : List.of();
    List<StreamEntry<R>> entries = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      Failure failure = mapped.failures().get(i);
      entries.add(
          failure == null
              ? new StreamEntry<>((R) values.get(i), null)
              : new StreamEntry<>(null, outcomes.error(failure, METHOD, report)));
    }
    return entries;
  }
}
