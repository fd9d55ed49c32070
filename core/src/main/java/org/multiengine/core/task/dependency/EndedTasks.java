package org.multiengine.core.task.dependency;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskState;

/**
 * The ends of the tasks that ended last, and the number of all ends since the start. Used by one
 * thread at a time.
 */
public final class EndedTasks {

  private final Map<TaskId, EndedTask> kept;
  private final Map<TaskState, Long> counts = new EnumMap<>(TaskState.class);

  /**
   * Creates an empty collection.
   *
   * @param maxKept the number of ends that are kept
   */
  public EndedTasks(int maxKept) {
    kept =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<TaskId, EndedTask> eldest) {
            return size() > maxKept;
          }
        };
  }

  /** Adds the end of a task; drops the oldest one if there are too many. */
  public void add(TaskId id, EndedTask end) {
    kept.put(id, end);
    counts.merge(end.state(), 1L, Long::sum);
  }

  /** Returns the end of a task, or null if it is not known, or no longer. */
  public @Nullable EndedTask get(TaskId id) {
    return kept.get(id);
  }

  /** Drops the end of a task. It still counts. */
  public void forget(TaskId id) {
    kept.remove(id);
  }

  /** Returns how many tasks have ended in a way. */
  public long count(TaskState end) {
    return counts.getOrDefault(end, 0L);
  }
}
