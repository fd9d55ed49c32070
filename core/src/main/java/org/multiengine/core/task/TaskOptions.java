package org.multiengine.core.task;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a task. Immutable; {@link #toBuilder} changes a copy.
 *
 * <pre>{@code
 * TaskOptions.builder().priority(10).retry(Retry.lost(2)).limit(Duration.ofMinutes(1)).build()
 * }</pre>
 *
 * @param name the name of the task for people; empty if it has none
 * @param priority the priority, from -100 to 100; the higher one starts first
 * @param needs the conditions that an engine must fulfil
 * @param after the dependencies on earlier tasks
 * @param follow earlier tasks on whose engine the task must run; all of them must succeed
 * @param retry the rule by which the task runs again
 * @param limit how long one attempt may run; null if there is no limit
 * @param deadline how long after its submission the task may end; null if there is no limit
 * @param idempotent whether the task may run twice, also at the same time
 * @param atMostOnce whether the task must never begin twice
 * @param key a text that identifies the work for the client, so that it is not submitted twice;
 *     null if there is none
 */
public record TaskOptions(
    String name,
    int priority,
    TaskNeeds needs,
    List<Dependency> after,
    Set<TaskId> follow,
    Retry retry,
    @Nullable Duration limit,
    @Nullable Duration deadline,
    boolean idempotent,
    boolean atMostOnce,
    @Nullable String key) {

  /** The highest priority. The lowest one is its negative. */
  public static final int MAX_PRIORITY = 100;

  /** How often a task that may run twice runs again after its engine was lost. */
  private static final int RETRIES_OF_IDEMPOTENT = 2;

  private static final TaskOptions DEFAULT =
      new TaskOptions(
          "",
          0,
          TaskNeeds.none(),
          List.of(),
          Set.of(),
          Retry.none(),
          null,
          null,
          false,
          false,
          null);

  /** Checks that the options agree with each other, and copies the collections. */
  public TaskOptions {
    checkPriority(priority);
    after = List.copyOf(after);
    follow = Set.copyOf(follow);
    checkPositive("limit", limit);
    checkPositive("deadline", deadline);
    if (atMostOnce && (idempotent || retry.lost() > 0 || retry.failed() > 0)) {
      throw new IllegalArgumentException("a task that runs at most once is not run again");
    }
  }

  private static void checkPositive(String name, @Nullable Duration time) {
    if (time != null && (time.isZero() || time.isNegative())) {
      throw new IllegalArgumentException("a " + name + " is longer than 0: " + time);
    }
  }

  /**
   * Checks a priority.
   *
   * @throws IllegalArgumentException if it is not between -100 and 100
   */
  public static void checkPriority(int priority) {
    if (Math.abs(priority) > MAX_PRIORITY) {
      throw new IllegalArgumentException("a priority is between -100 and 100: " + priority);
    }
  }

  /** Returns the options of a task for which none are given. */
  public static TaskOptions defaults() {
    return DEFAULT;
  }

  /** Returns how often the task runs again after its engine was lost. */
  public int retriesAfterLoss() {
    return idempotent ? Math.max(retry.lost(), RETRIES_OF_IDEMPOTENT) : retry.lost();
  }

  /** Returns a builder of other options, from the defaults. */
  public static Builder builder() {
    return DEFAULT.toBuilder();
  }

  /** Returns a builder of other options, from these. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Builds options. Not safe for use by several threads. */
  public static final class Builder {

    private String name;
    private int priority;
    private TaskNeeds needs;
    private List<Dependency> after;
    private Set<TaskId> follow;
    private Retry retry;
    private @Nullable Duration limit;
    private @Nullable Duration deadline;
    private boolean idempotent;
    private boolean atMostOnce;
    private @Nullable String key;

    private Builder(TaskOptions from) {
      name = from.name;
      priority = from.priority;
      needs = from.needs;
      after = from.after;
      follow = from.follow;
      retry = from.retry;
      limit = from.limit;
      deadline = from.deadline;
      idempotent = from.idempotent;
      atMostOnce = from.atMostOnce;
      key = from.key;
    }

    /** Sets the name for people. */
    public Builder name(String of) {
      name = of;
      return this;
    }

    /** Sets the priority, from -100 to 100. */
    public Builder priority(int level) {
      priority = level;
      return this;
    }

    /** Sets the conditions that an engine must fulfil. */
    public Builder needs(TaskNeeds of) {
      needs = of;
      return this;
    }

    /** Sets the dependencies on earlier tasks. */
    public Builder after(Dependency... earlier) {
      after = List.of(earlier);
      return this;
    }

    /** Sets the earlier tasks on whose engine the task must run. */
    public Builder follow(TaskId... earlier) {
      follow = new LinkedHashSet<>(List.of(earlier));
      return this;
    }

    /** Sets the rule by which the task runs again. */
    public Builder retry(Retry rule) {
      retry = rule;
      return this;
    }

    /** Sets how long one attempt may run. */
    public Builder limit(Duration oneAttempt) {
      limit = oneAttempt;
      return this;
    }

    /** Sets how long after its submission the task may end. */
    public Builder deadline(Duration fromSubmission) {
      deadline = fromSubmission;
      return this;
    }

    /** Allows the task to run twice, also at the same time. */
    public Builder idempotent() {
      idempotent = true;
      return this;
    }

    /** Forbids that the task begins twice, whatever happens. */
    public Builder atMostOnce() {
      atMostOnce = true;
      return this;
    }

    /** Sets the text that identifies the work for the client. */
    public Builder key(String work) {
      key = work;
      return this;
    }

    /**
     * Returns the options.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public TaskOptions build() {
      return new TaskOptions(
          name,
          priority,
          needs,
          after,
          follow,
          retry,
          limit,
          deadline,
          idempotent,
          atMostOnce,
          key);
    }
  }
}
