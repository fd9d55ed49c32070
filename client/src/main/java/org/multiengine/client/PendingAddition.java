package org.multiengine.client;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.multiengine.actors.internal.registry.AddObserver;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.EngineId;

/** The result of engines being added: their ids, when they take requests. */
final class PendingAddition implements AddObserver {

  private final PendingResult<List<Integer>> pending;

  PendingAddition(int count, Executor executor, Consumer<PendingResult<?>> read) {
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

  @Override
  public void started(int ready, int total) {
    pending.ended(new Progress(ready, total));
  }

  @Override
  public void added(List<EngineId> ids) {
    pending.complete(() -> ids.stream().map(EngineId::value).toList(), List.of());
  }

  @Override
  public void failed(KernelError why) {
    pending.fail(why);
  }
}
