package org.multiengine.client.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.multiengine.client.internal.task.ViewState;
import org.multiengine.core.Targets;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.task.Dependency;
import org.multiengine.core.task.Retry;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOptions;

/**
 * The options of a {@link LoadBalancedView}: where, when and how often its tasks run. Each method
 * returns a view with another option; the view itself stays as it is.
 *
 * <pre>{@code
 * LoadBalancedView careful = mec.balanced().retry(Retry.lost(2)).limit(Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>Safe for use by several threads.
 */
public abstract sealed class TaskOptionsView permits LoadBalancedView {

  private final ViewState state;

  TaskOptionsView(ViewState state) {
    this.state = state;
  }

  final ViewState state() {
    return state;
  }

  /** Returns a view with changed options. */
  abstract LoadBalancedView with(UnaryOperator<ViewState> change);

  private LoadBalancedView options(UnaryOperator<TaskOptions.Builder> change) {
    return with(of -> of.with(change.apply(of.options().toBuilder()).build()));
  }

  // Where

  /** Returns a view of some engines. They are those that the targets name at each submission. */
  public LoadBalancedView among(Targets targets) {
    return with(of -> of.among(targets));
  }

  /** Returns a view of engines that were started with a label. */
  public LoadBalancedView label(String needed) {
    TaskNeeds needs = state().options().needs();
    Set<String> labels = new HashSet<>(needs.labels());
    labels.add(needed);
    return needs(new TaskNeeds(needs.engines(), labels, needs.resources(), needs.condition()));
  }

  /**
   * Returns a view whose tasks use an amount of a resource of an engine's process while they run.
   *
   * @param name the resource, as engines were started with it
   * @param amount more than 0, in the unit in which engines have it
   */
  public LoadBalancedView resource(String name, double amount) {
    TaskNeeds needs = state().options().needs();
    Map<String, Double> resources = new HashMap<>(needs.resources());
    resources.put(name, amount);
    return needs(new TaskNeeds(needs.engines(), needs.labels(), resources, needs.condition()));
  }

  private LoadBalancedView needs(TaskNeeds needs) {
    return options(of -> of.needs(needs));
  }

  /**
   * Returns a view whose tasks run only on engines whose properties a function accepts. The
   * function runs on the engine, before each task.
   */
  public LoadBalancedView when(RemoteFunction<? super Map<String, Object>, Boolean> fits) {
    return with(of -> of.when(fits));
  }

  /** Returns a view whose tasks run on the same engine as earlier ones, all of which succeed. */
  public LoadBalancedView follow(PendingTask<?>... earlier) {
    return options(of -> of.follow(PendingTask.ids(earlier)));
  }

  // When

  /** Returns a view with another priority of its tasks, from -100 to 100; the default is 0. */
  public LoadBalancedView priority(int level) {
    return options(of -> of.priority(level));
  }

  /** Returns a view whose tasks start after all of some earlier ones have succeeded. */
  public LoadBalancedView after(PendingTask<?>... earlier) {
    return after(Dependency.success(PendingTask.ids(earlier)));
  }

  /**
   * Returns a view whose tasks start when each of some conditions on earlier tasks is met, in
   * addition to those of this view.
   */
  public LoadBalancedView after(Dependency... conditions) {
    List<Dependency> all = new ArrayList<>(state.options().after());
    all.addAll(List.of(conditions));
    return options(of -> of.after(all.toArray(Dependency[]::new)));
  }

  /**
   * Returns a view whose tasks are interrupted when an attempt has run for too long; they then end
   * with {@link org.multiengine.core.error.TaskTimeout}.
   */
  public LoadBalancedView limit(Duration oneAttempt) {
    return options(of -> of.limit(oneAttempt));
  }

  /** Returns a view whose tasks are cancelled when they have not ended in time. */
  public LoadBalancedView deadline(Duration fromSubmission) {
    return options(of -> of.deadline(fromSubmission));
  }

  // How often

  /** Returns a view whose tasks run again by a rule when they fail or are lost. */
  public LoadBalancedView retry(Retry rule) {
    return options(of -> of.retry(rule));
  }

  /**
   * Returns a view whose tasks may run twice: a task that was lost with its engine runs again, and
   * a second attempt may run beside a slow one.
   */
  public LoadBalancedView idempotent() {
    return options(TaskOptions.Builder::idempotent);
  }

  /**
   * Returns a view whose tasks never begin twice, whatever happens.
   *
   * @throws IllegalArgumentException if this view is idempotent or has retries
   */
  public LoadBalancedView atMostOnce() {
    return options(TaskOptions.Builder::atMostOnce);
  }

  /**
   * Returns a view that submits one piece of work: while a task of the same key is open, or is
   * among the last that ended, it is returned instead of another one. Equal keys mean equal work.
   */
  public LoadBalancedView key(String work) {
    return options(of -> of.key(work));
  }

  // What else

  /** Returns a view whose tasks have a name for people, which reports show. */
  public LoadBalancedView name(String label) {
    return options(of -> of.name(label));
  }

  /** Returns a view with another division of maps and streams. */
  public LoadBalancedView chunks(Chunks chunks) {
    return with(of -> of.rule(chunks.rule()));
  }

  /** Returns a view whose maps end when the first element fails, instead of running the others. */
  public LoadBalancedView failFast() {
    return with(of -> of.failFast(true));
  }

  /** Returns a view that keeps what functions print, see {@link PendingTask#stdout}. */
  public LoadBalancedView capture(boolean output) {
    return with(of -> of.capture(output));
  }
}
