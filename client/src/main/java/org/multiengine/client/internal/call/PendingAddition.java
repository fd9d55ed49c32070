package org.multiengine.client.internal.call;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.multiengine.actors.internal.registry.AddObserver;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.error.TaskAborted;
import org.multiengine.core.identity.EngineId;

/** The pending result of adding engines: their ids, once they take requests. */
final class PendingAddition implements AddObserver {

  private final PendingCall<List<Integer>> pending;

  PendingAddition(int count, Executor executor, Consumer<PendingCall<?>> onRead) {
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

  @Override
  public void started(int ready, int total) {
    pending.ended(new Count(ready, total));
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
