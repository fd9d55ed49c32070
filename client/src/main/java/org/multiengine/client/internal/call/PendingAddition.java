package org.multiengine.client.internal.call;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.EngineId;

/** The pending result of adding engines: their ids, once they take requests. */
final class PendingAddition {

  private final int count;
  private final PendingCall<List<Integer>> pending;

  PendingAddition(int count, Executor executor, Consumer<PendingCall<?>> onRead) {
    this.count = count;
    this.pending =
        new PendingCall<>(
            "add_engines(" + count + ")",
            0,
            executor,
            new PendingCall.Control(this::cancel, () -> {}, onRead, 0));
    pending.ended(new Count(0, count));
  }

  PendingCall<List<Integer>> pending() {
    return pending;
  }

  private void cancel() {
    pending.fail(
        new TaskAborted("cancelled by its client; engines that are being started still come"));
  }

  void started(int ready) {
    pending.ended(new Count(ready, count));
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
