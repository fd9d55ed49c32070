package org.multiengine.core.net.transport;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads for one kind of work before connections are open: TLS handshakes, or checks of users.
 * A handshake takes milliseconds, and longer if the trust manager asks other machines, as the
 * system may do for the name of a user; on the reading thread it would stop all open connections.
 * The threads are daemons and end when they are idle.
 */
public final class HandshakeWorkers implements Executor, AutoCloseable {

  private static final int MAX_THREADS = Math.min(4, Runtime.getRuntime().availableProcessors());
  private static final long IDLE_SECONDS = 10;

  private final AtomicInteger number = new AtomicInteger();
  private final ThreadPoolExecutor threads;

  public HandshakeWorkers(String threadName) {
    this.threads =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(task, threadName + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public void execute(Runnable task) {
    threads.execute(task);
  }

  /** Ends the threads; connections whose handshakes are not complete are closed by others. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
