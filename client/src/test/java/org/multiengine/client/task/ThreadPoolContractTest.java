package org.multiengine.client.task;

import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Tests the contract itself by the executor of the JDK. */
final class ThreadPoolContractTest extends ExecutorContract {

  @Override
  ExecutorService create() {
    return Executors.newFixedThreadPool(2);
  }

  @Override
  <T> CompletionService<T> completion() {
    return new ExecutorCompletionService<>(executor);
  }
}
