package org.multiengine.core.task;

import java.util.Objects;

/**
 * Identifies a task in the whole cluster, and in the logs of every process that takes part in it.
 *
 * @param client the name of the client, unique in the cluster
 * @param number the client's number of the task, never used twice
 */
public record TaskId(String client, long number) {

  /** Checks that there is a client. */
  public TaskId {
    Objects.requireNonNull(client, "client");
  }

  /** Returns the form used in logs and messages, for example {@code ann#17}. */
  @Override
  public String toString() {
    return client + "#" + number;
  }
}
