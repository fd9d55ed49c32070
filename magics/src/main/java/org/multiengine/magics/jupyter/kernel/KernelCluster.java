package org.multiengine.magics.jupyter.kernel;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;

/** The cluster of a kernel. Safe for use by several threads. */
public interface KernelCluster extends AutoCloseable {

  /**
   * Starts or joins the cluster in the background, and connects a first client.
   *
   * @param status receives a line that says how far the start is
   */
  CompletableFuture<MultiEngineClient> begin(Consumer<String> status);

  /**
   * Connects another client.
   *
   * @param file a connection file, or null for this cluster
   * @throws org.multiengine.core.error.KernelError if that fails
   */
  MultiEngineClient connect(@Nullable Path file);

  /** Ends the cluster if it was started by {@link #begin}. */
  @Override
  void close();
}
