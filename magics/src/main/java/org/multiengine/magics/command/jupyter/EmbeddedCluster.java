package org.multiengine.magics.command.jupyter;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.client.cluster.LocalCluster;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.jupyter.kernel.KernelCluster;

/** A cluster of engines in the process of the kernel, which ends with it. */
final class EmbeddedCluster implements KernelCluster {

  private final int engines;
  private volatile CompletableFuture<LocalCluster> started =
      CompletableFuture.failedFuture(new KernelError("the engines have not been started"));

  EmbeddedCluster(int engines) {
    this.engines = engines;
  }

  static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
    return CompletableFuture.supplyAsync(
        work,
        task -> {
          var thread = new Thread(task, "start");
          thread.setDaemon(true);
          thread.start();
        });
  }

  @Override
  public CompletableFuture<MultiEngineClient> begin(Consumer<String> status) {
    status.accept("Starting engines: 0 of " + engines);
    started = inBackground(() -> start(status));
    return started.thenApply(LocalCluster::connect);
  }

  private LocalCluster start(Consumer<String> status) {
    return LocalCluster.builder()
        .engines(engines)
        .onStart((ready, total) -> status.accept("Starting engines: " + ready + " of " + total))
        .start();
  }

  @Override
  public MultiEngineClient connect(@Nullable Path file) {
    if (file != null) {
      return MultiEngineClient.connect(file);
    }
    try {
      return started.join().connect();
    } catch (CompletionException e) {
      throw e.getCause() instanceof KernelError error ? error : e;
    }
  }

  /** Ends the engines. A start that has not ended is ended with the process. */
  @Override
  public void close() {
    if (started.isDone() && !started.isCompletedExceptionally()) {
      started.join().close();
    }
  }
}
