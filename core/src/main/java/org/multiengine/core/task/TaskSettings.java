package org.multiengine.core.task;

import java.time.Duration;
import org.multiengine.core.clock.Backoff;

/**
 * The limits of the client's side of tasks.
 *
 * @param maxOpen how many tasks of all clients of the process may be open
 * @param maxOpenBytes how many bytes the open tasks may hold together
 * @param maxNodeBytes how many bytes of tasks a node may have at a time
 * @param maxEnded how many ended tasks are kept for later dependencies and questions
 * @param aging the time in which the priority of a waiting task grows by 1; zero for never
 * @param unplaceableAfter how long a task waits while no engine could take it
 * @param recallAfter how long a task waits at a node before an idle engine elsewhere may take it
 * @param cancelGrace how long a cancelled task may go on before it is given up
 * @param rejection the waits after an engine has rejected tasks of a kind
 * @param speculation when a second attempt runs beside a slow one
 * @param share how much of the engines one client's long tasks may hold
 */
public record TaskSettings(
    int maxOpen,
    long maxOpenBytes,
    long maxNodeBytes,
    int maxEnded,
    Duration aging,
    Duration unplaceableAfter,
    Duration recallAfter,
    Duration cancelGrace,
    Backoff rejection,
    Speculation speculation,
    Share share) {

  /**
   * When a second attempt runs beside a slow one, for tasks that may run twice.
   *
   * @param after the shortest time after which an attempt is slow
   * @param factor an attempt is slow after this multiple of the time that 90 % of the tasks of its
   *     kind take
   * @param minEnded how many tasks of the kind must have ended
   * @param engines the part of all engines that may run second attempts
   */
  public record Speculation(Duration after, double factor, int minEnded, double engines) {}

  /**
   * How much of the engines the long tasks of one client may hold.
   *
   * @param max the part of the engines, from 0 to 1; at least one engine is allowed
   * @param longTask the running time from which a task is long
   */
  public record Share(double max, Duration longTask) {

    /** Returns how many of a number of engines the long tasks may hold. */
    public int of(int engines) {
      return max >= 1 ? engines : Math.max(1, (int) (max * engines));
    }
  }

  /** Returns the default limits. */
  public static TaskSettings defaults() {
    return new TaskSettings(
        100_000,
        256L << 20,
        64L << 20,
        100_000,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMillis(5),
        Duration.ofSeconds(5),
        new Backoff(Duration.ofMillis(50), Duration.ofSeconds(5)),
        new Speculation(Duration.ofSeconds(1), 2, 5, 0.1),
        new Share(1, Duration.ofMillis(50)));
  }
}
