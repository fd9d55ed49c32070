package org.multiengine.client.taskclient;

import java.util.List;

/**
 * The ids of a client's tasks (reference of the task interface, T41), each list in their order.
 *
 * @param scheduled the tasks that have not begun
 * @param pending the tasks that run
 * @param succeeded the tasks that ended well, and are remembered
 * @param failed the tasks that failed, were cancelled, timed out or were lost, and are remembered
 */
public record QueueLists(
    List<Long> scheduled, List<Long> pending, List<Long> succeeded, List<Long> failed) {

  /** Returns the number of ids in each list. */
  public QueueCounts counts() {
    return new QueueCounts(scheduled.size(), pending.size(), succeeded.size(), failed.size());
  }

  /** Returns the lists in the form of a dictionary of Python. */
  @Override
  public String toString() {
    return "{'scheduled': %s, 'pending': %s, 'succeeded': %s, 'failed': %s}"
        .formatted(scheduled, pending, succeeded, failed);
  }
}
