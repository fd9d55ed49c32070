package org.multiengine.magics.jupyter.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.MultiEngineClient;
import org.multiengine.core.error.KernelError;
import org.multiengine.magics.console.InputRunner;

/**
 * The first connection of a kernel to its cluster, which is made in the background. The first cell
 * waits for it. Used by the thread of the cells.
 */
final class FirstConnection {

  private final KernelCluster cluster;
  private final KernelScreen screen;
  private final CompletableFuture<MultiEngineClient> first;
  private volatile String status = "Connecting ...";
  private volatile boolean waiting;
  private boolean done;

  /** Begins to connect. */
  FirstConnection(KernelCluster cluster, KernelScreen screen) {
    this.cluster = cluster;
    this.screen = screen;
    this.first = cluster.begin(this::onStatus);
  }

  private void onStatus(String line) {
    status = line;
    if (waiting) {
      screen.status(line);
    }
  }

  /**
   * Waits for the connection and binds the client, unless that has been done. A failure is printed
   * to standard error, because a cell may need no engines. An interrupt ends the wait; the next
   * cell then waits again.
   */
  void await(InputRunner inputs) {
    if (done) {
      return;
    }
    Runnable restore = screen.onInterrupt(Thread.currentThread()::interrupt);
    try {
      join();
      connect(inputs);
    } catch (InterruptedException e) {
      screen.out().println("Does not wait for the engines any longer.");
    } finally {
      restore.run();
    }
  }

  private void join() throws InterruptedException {
    if (first.isDone()) {
      return;
    }
    waiting = true;
    screen.status(status);
    try {
      first.get();
    } catch (ExecutionException failed) {
      return; // connect() reports the failure
    } finally {
      waiting = false;
      screen.status("");
    }
  }

  private void connect(InputRunner inputs) {
    done = true;
    var connected = new AtomicReference<@Nullable CompletableFuture<MultiEngineClient>>(first);
    try {
      inputs.connect(
          file -> {
            CompletableFuture<MultiEngineClient> made = connected.getAndSet(null);
            return made != null && file == null ? client(made) : cluster.connect(file);
          });
    } catch (KernelError error) {
      screen.writer(KernelScreen.STDERR).println(error.errorMessage());
    }
  }

  private static MultiEngineClient client(CompletableFuture<MultiEngineClient> made) {
    try {
      return made.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof KernelError error
          ? error
          : new KernelError(String.valueOf(e.getCause()), e);
    }
  }
}
