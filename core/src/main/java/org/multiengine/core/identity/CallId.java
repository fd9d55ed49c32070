package org.multiengine.core.identity;

import java.util.Objects;

/**
 * Identifies a call in the whole cluster, and in the logs of every process that takes part in it.
 *
 * @param client the name of the client, unique in the cluster; requests of one client are dropped
 *     together when one of them fails
 * @param number the client's number of the call, never used twice
 */
public record CallId(String client, long number) {

  /** Checks that there is a client. */
  public CallId {
    Objects.requireNonNull(client, "client");
  }

  /** Returns the form used in logs and messages, for example {@code ann#17}. */
  @Override
  public String toString() {
    return client + "#" + number;
  }
}
