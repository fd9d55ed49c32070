package org.multiengine.core.task.inbox;

import java.time.Duration;
import org.multiengine.core.task.TaskSettings.Share;

/**
 * The limits of a node's side of tasks.
 *
 * @param maxTasks how many attempts of all clients may wait at the node
 * @param maxBytes how many bytes these may hold together
 * @param quantum the engine time that each client receives in turn
 * @param maxAhead how many attempts an engine may have in addition to the running one
 * @param assumedRoundTrip the time of a message to a client and back, until it has been measured
 * @param busyAfter how long other work holds an engine before clients are notified
 * @param share how much of the node's engines one client's long tasks may hold
 * @param directRequests how many direct calls an engine runs in a row while a task waits
 * @param directTime how long an engine runs direct calls in a row while a task waits
 */
public record InboxSettings(
    int maxTasks,
    long maxBytes,
    Duration quantum,
    int maxAhead,
    Duration assumedRoundTrip,
    Duration busyAfter,
    Share share,
    int directRequests,
    Duration directTime) {

  /** Returns the default limits. */
  public static InboxSettings defaults() {
    return new InboxSettings(
        10_000,
        256L << 20,
        Duration.ofMillis(5),
        256,
        Duration.ofNanos(200_000),
        Duration.ofMillis(5),
        new Share(1, Duration.ofMillis(50)),
        100,
        Duration.ofSeconds(1));
  }
}
