package org.multiengine.client.taskclient;

/**
 * The numbers of a client's tasks (reference of the task interface, T41).
 *
 * @param scheduled the tasks that have not begun
 * @param pending the tasks that run
 * @param succeeded the tasks that ended well, and are remembered
 * @param failed the tasks that failed, were cancelled, timed out or were lost, and are remembered
 */
public record QueueCounts(int scheduled, int pending, int succeeded, int failed) {

  /** Returns the numbers in the form of a dictionary of Python. */
  @Override
  public String toString() {
    return "{'scheduled': %d, 'pending': %d, 'succeeded': %d, 'failed': %d}"
        .formatted(scheduled, pending, succeeded, failed);
  }
}
