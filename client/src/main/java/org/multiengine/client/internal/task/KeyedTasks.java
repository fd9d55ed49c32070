package org.multiengine.client.internal.task;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a client that have a key: all open ones, and the last ended ones. Safe for use by
 * several threads.
 */
final class KeyedTasks {

  private static final int MAX_KEPT_TASKS = 1_000;

  private final Map<String, ClientTask<?>> tasks = new LinkedHashMap<>();

  /** Returns the task of a key; submits it if there is none. */
  @SuppressWarnings("unchecked") // equal keys mean equal work, which has one type of result
  synchronized <R extends @Nullable Object> ClientTask<R> get(
      String key, Supplier<ClientTask<R>> submission) {
    ClientTask<?> known = tasks.get(key);
    if (known != null) {
      return (ClientTask<R>) known;
    }
    ClientTask<R> task = submission.get();
    tasks.put(key, task);
    shrink();
    return task;
  }

  private void shrink() {
    Iterator<ClientTask<?>> oldest = tasks.values().iterator();
    while (tasks.size() > MAX_KEPT_TASKS && oldest.hasNext()) {
      if (oldest.next().pending().isDone()) {
        oldest.remove();
      }
    }
  }
}
