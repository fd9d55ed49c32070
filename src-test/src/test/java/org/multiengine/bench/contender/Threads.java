package org.multiengine.bench.contender;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A pool of threads that ends with its contender; on Java 17 a pool cannot be closed itself. */
record Threads(ExecutorService executor) implements AutoCloseable {

  Threads(int count) {
    this(Executors.newFixedThreadPool(count));
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
