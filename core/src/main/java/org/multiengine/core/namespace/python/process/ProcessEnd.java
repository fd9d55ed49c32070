package org.multiengine.core.namespace.python.process;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The end of a Python process, and the words for it. Safe for use by several threads. */
final class ProcessEnd {

  /** The time after which a process that was asked to end is killed. */
  private static final long END_LIMIT_SECONDS = 5;

  private static final long EXIT_LIMIT_SECONDS = 2;

  private final Process process;
  private volatile @Nullable String killedBecause;
  private volatile boolean closed;

  ProcessEnd(Process process) {
    this.process = process;
  }

  /** Kills the process; the reason is reported as the reason of the loss. */
  void kill(String why) {
    killedBecause = why;
    process.destroyForcibly();
  }

  /** Notes that the process is to end, and kills it if it does not. Does not wait. */
  void close() {
    closed = true;
    CompletableFuture.delayedExecutor(END_LIMIT_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
  }

  /** Returns whether the process was asked to end. */
  boolean isClosed() {
    return closed;
  }

  /**
   * Returns how the process has ended, after its connection has. Waits a moment for the end.
   *
   * @param problem why the connection has ended; null if the process has closed it
   */
  String how(@Nullable String problem) {
    if (closed) {
      return "the namespace was closed";
    }
    boolean ended = false;
    try {
      ended = process.waitFor(EXIT_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    String why = killedBecause;
    if (why != null) {
      return why;
    }
    String name = "its Python process " + process.pid() + " ";
    String suffix = problem == null ? "" : ": " + problem;
    if (ended) {
      return name + Ending.of(process) + suffix;
    }
    process.destroyForcibly();
    return name + "has closed its connection" + suffix;
  }
}
