package org.multiengine.core;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.identity.EngineId;

/**
 * The running request of an engine and the requests that wait behind it (reference, 4.3).
 *
 * @param engine the engine
 * @param pending the text of the running request, or null if the engine is idle
 * @param queue the texts of the waiting requests, the next one first
 */
public record QueueStatus(EngineId engine, @Nullable String pending, List<String> queue) {

  /** Copies the list. */
  public QueueStatus {
    queue = List.copyOf(queue);
  }

  /** Returns the approximate size in bytes, which limits count. */
  public long size() {
    long waiting = queue.stream().mapToLong(text -> 2L * text.length()).sum();
    return pending == null ? waiting : waiting + 2L * pending.length();
  }
}
