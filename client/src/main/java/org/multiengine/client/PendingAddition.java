package org.multiengine.client;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.EngineId;

/** The result of engines being added: their ids, when they take requests. */
final class PendingAddition {

  private final int count;
  private final PendingResult<List<Integer>> pending;

  PendingAddition(int count, Executor executor, Consumer<PendingResult<?>> read) {
    this.count = count;
    this.pending =
        new PendingResult<>(
            "add_engines(" + count + ")",
            0,
            executor,
            new PendingResult.Control(this::cancel, () -> {}, read, 0));
    pending.ended(new Progress(0, count));
  }

  PendingResult<List<Integer>> pending() {
    return pending;
  }

  private void cancel() {
    pending.fail(
        new TaskAborted("cancelled by its client; engines that are being started still come"));
  }

  void started(int ready) {
    pending.ended(new Progress(ready, count));
  }

  void ended(@Nullable List<EngineId> ids, @Nullable Throwable why) {
    if (ids != null) {
      pending.complete(() -> ids.stream().map(EngineId::value).toList(), List.of());
    } else if (why instanceof KernelError error) {
      pending.fail(error);
    } else {
      pending.fail(new KernelError("engines cannot be added: " + why, why));
    }
  }
}
