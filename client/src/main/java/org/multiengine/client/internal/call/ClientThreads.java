package org.multiengine.client.internal.call;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/** The threads of a client, which run listeners and dependent stages; never those of actors. */
final class ClientThreads implements Executor, AutoCloseable {

  private final ExecutorService executor = Executors.newCachedThreadPool(ClientThreads::newThread);

  private static Thread newThread(Runnable task) {
    Thread thread = new Thread(task, "multiengine-client");
    thread.setDaemon(true);
    return thread;
  }

  /** Runs an action on a thread of the client; on a new thread if the client is closed. */
  @Override
  public void execute(Runnable action) {
    try {
      executor.execute(action);
    } catch (RejectedExecutionException afterClose) {
      newThread(action).start();
    }
  }

  /** Lets the threads end when they have run what they were given. */
  @Override
  public void close() {
    executor.shutdown();
  }
}
