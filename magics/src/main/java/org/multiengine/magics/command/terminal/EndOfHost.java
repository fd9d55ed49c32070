package org.multiengine.magics.command.terminal;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.multiengine.client.cluster.LocalCluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of a host's process by a signal: closes the cluster. It is installed before the cluster
 * starts, because a signal may arrive as soon as the cluster is published.
 *
 * <p>Safe for use by several threads.
 */
public final class EndOfHost {

  /**
   * How long the end waits for a start that is not complete. Engine processes end with the host.
   */
  private static final Duration START_LIMIT = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(EndOfHost.class);

  private final CompletableFuture<LocalCluster> cluster = new CompletableFuture<>();
  private final Queue<Runnable> steps = new ConcurrentLinkedQueue<>();

  EndOfHost() {}

  /** Creates the end of this process. */
  public static EndOfHost install() {
    var end = new EndOfHost();
    Runtime.getRuntime().addShutdownHook(new Thread(end::close, "end-of-host"));
    return end;
  }

  /** Starts the cluster that is closed at the end, and returns it. */
  public LocalCluster started(Supplier<LocalCluster> start) {
    try {
      LocalCluster started = start.get();
      cluster.complete(started);
      return started;
    } catch (RuntimeException | Error e) {
      cluster.completeExceptionally(e);
      throw e;
    }
  }

  /** Adds a step that is taken at the end, before the cluster is closed. */
  public void run(Runnable step) {
    steps.add(step);
  }

  void close() {
    steps.forEach(Runnable::run);
    try {
      cluster.get(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS).close();
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("there is no cluster to close", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
