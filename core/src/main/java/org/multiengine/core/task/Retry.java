package org.multiengine.core.task;

import java.time.Duration;
import java.util.Set;
import org.multiengine.core.clock.Backoff;

/**
 * The rule by which a task runs again after it had begun. A task that had not begun is always sent
 * elsewhere, which counts against nothing.
 *
 * <pre>{@code
 * Retry.times(3).backoff(Duration.ofMillis(100), 2, Duration.ofSeconds(10)).onlyOn("IOException")
 * }</pre>
 *
 * @param lost how often the task runs again after the engine was lost
 * @param failed how often the task runs again after its code failed
 * @param delays the waits before it does
 * @param onlyOn the names of the errors that are retried, for example {@code IOException}; empty
 *     for all errors of the code. An attempt that passed its limit is retried only if {@code
 *     TaskTimeout} is among them
 * @param neverOn the names of errors that are not retried
 * @param elsewhere whether the engines that failed the task are avoided while others could run it
 */
public record Retry(
    int lost,
    int failed,
    Backoff delays,
    Set<String> onlyOn,
    Set<String> neverOn,
    boolean elsewhere) {

  private static final Retry NONE = new Retry(0, 0, Backoff.none(), Set.of(), Set.of(), false);

  /** Checks the numbers and copies the sets. */
  public Retry {
    if (lost < 0 || failed < 0) {
      throw new IllegalArgumentException("a number of retries is 0 or more");
    }
    onlyOn = Set.copyOf(onlyOn);
    neverOn = Set.copyOf(neverOn);
  }

  /** Returns the rule by which a task never begins twice. */
  public static Retry none() {
    return NONE;
  }

  /** Returns the rule of IPython's option {@code retries}: after a loss or a failure alike. */
  public static Retry times(int times) {
    return new Retry(times, times, Backoff.none(), Set.of(), Set.of(), false);
  }

  /** Returns the rule by which a task runs again only if its engine was lost. */
  public static Retry lost(int times) {
    return new Retry(times, 0, Backoff.none(), Set.of(), Set.of(), false);
  }

  /** Returns this rule with growing waits between the attempts, changed by up to a quarter each. */
  public Retry backoff(Duration first, double factor, Duration most) {
    return new Retry(lost, failed, new Backoff(first, factor, most), onlyOn, neverOn, elsewhere);
  }

  /** Returns this rule for errors of these names only. */
  public Retry onlyOn(String... errors) {
    return new Retry(lost, failed, delays, Set.of(errors), neverOn, elsewhere);
  }

  /** Returns this rule for errors of other names only. */
  public Retry neverOn(String... errors) {
    return new Retry(lost, failed, delays, onlyOn, Set.of(errors), elsewhere);
  }

  /** Returns this rule with attempts that prefer engines which have not failed the task. */
  public Retry preferOthers() {
    return new Retry(lost, failed, delays, onlyOn, neverOn, true);
  }

  /** Returns whether an error of the task's code is one to retry. */
  public boolean covers(String error) {
    return !neverOn.contains(error) && (onlyOn.isEmpty() || onlyOn.contains(error));
  }

  /** Returns whether an attempt is retried that passed its limit. */
  public boolean coversTimeout() {
    return onlyOn.contains("TaskTimeout");
  }
}
