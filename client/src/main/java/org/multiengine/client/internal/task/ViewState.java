package org.multiengine.client.internal.task;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.value.ClientValues;
import org.multiengine.core.Targets;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.request.TaskRequest;
import org.multiengine.core.task.TaskNeeds;
import org.multiengine.core.task.TaskOptions;

/**
 * The options of a view, from which the tasks submitted on it are created. Immutable.
 *
 * @param tasks the tasks of the client
 * @param options the options of each task, without the engines and the condition
 * @param among the engines that may run tasks; null for all, also those that come later
 * @param condition a function of an engine's properties; null if there is none
 * @param capture whether the output of functions is kept
 * @param clearing when an engine is emptied for a task
 * @param rule how maps and streams are divided
 * @param failFast whether the first failure of a map ends it
 */
public record ViewState(
    TaskSession tasks,
    TaskOptions options,
    @Nullable Targets among,
    @Nullable Object condition,
    boolean capture,
    TaskRequest.Clearing clearing,
    PieceRule rule,
    boolean failFast) {

  /** Returns the options of a view for which none are given. */
  public static ViewState of(TaskSession tasks) {
    return new ViewState(
        tasks,
        TaskOptions.defaults(),
        null,
        null,
        false,
        TaskRequest.Clearing.NONE,
        PieceRule.ADAPTIVE,
        false);
  }

  /** Returns these options with other ones of each task. */
  public ViewState with(TaskOptions others) {
    return new ViewState(tasks, others, among, condition, capture, clearing, rule, failFast);
  }

  /** Returns these options for other engines; null for all. */
  public ViewState among(@Nullable Targets engines) {
    return new ViewState(tasks, options, engines, condition, capture, clearing, rule, failFast);
  }

  /** Returns these options with another condition; null for none. */
  public ViewState when(@Nullable Object fits) {
    return new ViewState(tasks, options, among, fits, capture, clearing, rule, failFast);
  }

  /** Returns these options with another choice of the output that is kept. */
  public ViewState capture(boolean output) {
    return new ViewState(tasks, options, among, condition, output, clearing, rule, failFast);
  }

  /** Returns these options with another choice of when engines are emptied. */
  public ViewState clearing(TaskRequest.Clearing when) {
    return new ViewState(tasks, options, among, condition, capture, when, rule, failFast);
  }

  /** Returns these options with another division of maps and streams. */
  public ViewState rule(PieceRule other) {
    return new ViewState(tasks, options, among, condition, capture, clearing, other, failFast);
  }

  /** Returns these options with another end of maps that fail. */
  public ViewState failFast(boolean first) {
    return new ViewState(tasks, options, among, condition, capture, clearing, rule, first);
  }

  private @Nullable EncodedFunction encodedCondition() {
    return condition == null ? null : tasks.requests().function(condition);
  }

  /** Returns the options of a task that is submitted now, with its engines and its condition. */
  private TaskOptions now(@Nullable EncodedFunction encoded) {
    if (among == null && encoded == null) {
      return options;
    }
    TaskNeeds needs = options.needs();
    String identity =
        encoded == null ? "" : encoded.kind() + "/" + encoded.sent().bytes().hashCode();
    return options.toBuilder()
        .needs(new TaskNeeds(engines(), needs.labels(), needs.resources(), identity))
        .build();
  }

  private @Nullable Set<EngineId> engines() {
    return among == null
        ? null
        : tasks.session().resolve(among).stream()
            .map(EngineId::new)
            .collect(Collectors.toCollection(HashSet::new));
  }

  /** Returns the options of the pieces of a map or a stream that starts now. */
  public TaskTemplate template() {
    EncodedFunction encoded = encodedCondition();
    return new TaskTemplate(now(encoded), encoded, failFast);
  }

  /**
   * Returns the task to call a function.
   *
   * @param arguments the arguments; a {@link ClientTask} stands for its result
   */
  public <R extends @Nullable Object> TaskCall<R> call(
      Object function, List<? extends @Nullable Object> arguments) {
    EncodedFunction encoded = tasks.requests().function(function);
    EncodedFunction fits = encodedCondition();
    List<Supplier<ClientValues.Outbound>> sent = arguments.stream().map(this::argument).toList();
    List<ClientTask<?>> awaited =
        arguments.stream()
            .<ClientTask<?>>mapMulti(
                (argument, to) -> {
                  if (argument instanceof ClientTask<?> task) {
                    to.accept(task);
                  }
                })
            .toList();
    Supplier<TaskRequest> request =
        () ->
            TaskRequests.conditional(
                fits,
                tasks
                    .requests()
                    .call(encoded, sent.stream().map(Supplier::get).toList(), capture, clearing));
    return new TaskCall<>(
        encoded.label(),
        encoded.kind(),
        now(fits),
        awaited,
        request,
        tasks.outcomes().returned(encoded.sent().loader()));
  }

  private Supplier<ClientValues.Outbound> argument(@Nullable Object value) {
    if (value instanceof ClientTask<?> task) {
      return () -> tasks.requests().argument(task);
    }
    ClientValues.Outbound encoded = tasks.requests().argument(value);
    return () -> encoded;
  }

  /** Returns the task to run a text. */
  public TaskCall<Map<String, @Nullable Object>> script(
      String code, Map<String, ?> push, List<String> pull) {
    EncodedFunction fits = encodedCondition();
    TaskRequest request =
        TaskRequests.conditional(fits, tasks.requests().script(code, push, pull, clearing));
    String label = code.strip().lines().findFirst().orElse("");
    return new TaskCall<>(
        "execute('" + label + "')",
        "script " + code.hashCode(),
        now(fits),
        List.of(),
        () -> request,
        tasks.outcomes().pulled(pull));
  }
}
