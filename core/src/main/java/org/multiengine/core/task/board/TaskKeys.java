package org.multiengine.core.task.board;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.task.TaskId;

/** The open tasks that have a key, by client and key. */
final class TaskKeys {

  /** A key of a client. */
  private record Key(String client, String text) {}

  private final Map<Key, TaskId> tasks = new HashMap<>();

  void add(TaskId task, @Nullable String key) {
    if (key != null) {
      tasks.put(new Key(task.client(), key), task);
    }
  }

  void ended(TaskId task, @Nullable String key) {
    if (key != null) {
      tasks.remove(new Key(task.client(), key), task);
    }
  }

  @Nullable TaskId find(String client, String key) {
    return tasks.get(new Key(client, key));
  }

  int size() {
    return tasks.size();
  }
}
