package org.multiengine.actors.internal.farm;

import org.multiengine.core.error.QueueFull;
import org.multiengine.core.task.TaskSettings;

/**
 * The room for the open tasks of a process. It is taken when a task is submitted, so that the
 * submitting thread learns at once that there is none.
 *
 * <p>Safe for use by several threads.
 */
public final class TaskBudget {

  private static final String MAX_OPEN = "multiengine.tasks.max-open";
  private static final String MAX_OPEN_BYTES = "multiengine.tasks.max-open-bytes";

  private final int maxOpen;
  private final long maxBytes;
  private int open;
  private long bytes;

  /** Creates a budget of which nothing is taken. */
  public TaskBudget(TaskSettings settings) {
    this.maxOpen = settings.maxOpen();
    this.maxBytes = settings.maxOpenBytes();
  }

  /**
   * Takes room for a task. Without other tasks, there is room for one of any size.
   *
   * @throws QueueFull if there is none
   */
  synchronized void take(long size) {
    if (open >= maxOpen) {
      throw QueueFull.of(MAX_OPEN, maxOpen, open + " tasks are open, the limit; wait for results");
    }
    if (open > 0 && bytes + size > maxBytes) {
      throw QueueFull.of(
          MAX_OPEN_BYTES, maxBytes, "the open tasks hold " + bytes + " bytes; wait for results");
    }
    open++;
    bytes += size;
  }

  /** Gives back the room of a task. */
  synchronized void release(long size) {
    open--;
    bytes -= size;
  }
}
