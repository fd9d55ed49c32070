package org.multiengine.magics.command.jupyter;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.magics.jupyter.kernel.KernelCluster;

/** A running cluster, which outlives the kernel. */
final class JoinedCluster implements KernelCluster {

  private final Path file;

  JoinedCluster(Path connectionFile) {
    this.file = connectionFile;
  }

  @Override
  public CompletableFuture<MultiEngineClient> begin(Consumer<String> status) {
    status.accept("Connecting to the cluster of " + file);
    return EmbeddedCluster.inBackground(() -> connect(null));
  }

  @Override
  public MultiEngineClient connect(@Nullable Path other) {
    return MultiEngineClient.connect(other == null ? file : other);
  }

  @Override
  public void close() {}
}
