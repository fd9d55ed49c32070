package org.multiengine.magics.script;

import groovy.lang.GroovyObjectSupport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.taskclient.MapTask;
import org.multiengine.client.taskclient.MapperOptions;
import org.multiengine.client.taskclient.StringTask;
import org.multiengine.client.taskclient.Task;
import org.multiengine.client.taskclient.TaskClient;
import org.multiengine.core.namespace.HasMembers;
import org.multiengine.magics.text.NearNames;

/**
 * A task client, as scripts see it: with the names and the options of IPython 0.10 (reference of
 * the task interface, 5).
 *
 * <pre>{@code
 * tc = mec.tasks()
 * tc.run(client.StringTask('b = a * 2', push: [a: 21], pull: 'b'), block: true)
 * tc.queue_status(true)
 * }</pre>
 */
public final class ScriptTasks extends GroovyObjectSupport implements HasMembers {

  private static final List<String> METHODS =
      List.of(
          "abort",
          "barrier",
          "clear",
          "get_task_result",
          "map",
          "mapper",
          "parallel",
          "queue_status",
          "run",
          "spin",
          "why");

  /** The options of all tasks, in their order. */
  private static final List<String> OPTIONS =
      List.of("clear_before", "clear_after", "retries", "recovery_task", "depend");

  private final TaskClient client;

  /** Creates the form of a task client for scripts. */
  public ScriptTasks(TaskClient client) {
    this.client = client;
  }

  /** Returns the client itself. */
  public TaskClient client() {
    return client;
  }

  /** Calls a method by its name in Java or in IPython. */
  @Override
  public @Nullable Object invokeMethod(String name, @Nullable Object arguments) {
    @Nullable Object[] given =
        arguments instanceof Object[] several ? several : new Object[] {arguments};
    Arguments call = Arguments.of(name, given, Signature.ofAny());
    return switch (Members.snake(Members.javaName(name))) {
      case "run" -> client.run(task(value(call, 0)), flag(call, 1, "block", false));
      case "get_task_result" -> client.getTaskResult(id(call, 0), flag(call, 1, "block", false));
      case "barrier" -> awaitEnds(value(call, 0));
      case "abort" -> cancel(value(call, 0));
      case "spin" -> client.spin();
      case "queue_status" -> client.queueStatus(flag(call, 0, "verbose", false));
      case "clear" -> forget(call);
      case "map" -> applyToAll(call);
      case "mapper" -> client.mapper(options(call.options()));
      case "parallel" -> decorate(call);
      case "why" -> client.why(id(call, 0));
      default ->
          throw new UnknownMethod(
              name,
              getClass(),
              given,
              "a task client has no method " + name + NearNames.question(name, METHODS));
    };
  }

  private static @Nullable Object value(Arguments call, int index) {
    if (call.values().size() <= index) {
      throw new IllegalArgumentException(call.method() + " takes another argument");
    }
    return call.values().get(index);
  }

  private static boolean flag(Arguments call, int index, String name, boolean otherwise) {
    if (call.options().containsKey(name)) {
      return Conversions.block(call.options().get(name));
    }
    return call.values().size() > index ? Conversions.block(call.values().get(index)) : otherwise;
  }

  private static Task task(@Nullable Object value) {
    if (value instanceof Task task) {
      return task;
    }
    throw new IllegalArgumentException("task must be a Task object!");
  }

  private static long id(@Nullable Object value, String text) {
    if (value instanceof Integer || value instanceof Long) {
      return ((Number) value).longValue();
    }
    throw new IllegalArgumentException(text);
  }

  private static long id(Arguments call, int index) {
    Object value = value(call, index);
    String type = value == null ? "null" : value.getClass().getSimpleName();
    return id(value, "%d format: a number is required, not " + type);
  }

  private @Nullable Object cancel(@Nullable Object id) {
    client.abort(id(id, "an integer task id expected: " + Conversions.shown(id)));
    return null;
  }

  private @Nullable Object awaitEnds(@Nullable Object ids) {
    for (Object id : ids instanceof Collection<?> several ? several : Arrays.asList(ids)) {
      client.barrier(id(id, "an integer task id expected: " + Conversions.shown(id)));
    }
    return null;
  }

  private Object forget(Arguments call) {
    Object given = call.values().isEmpty() ? call.options().get("taskids") : call.values().get(0);
    if (given == null) {
      return client.clear();
    }
    Collection<?> ids = given instanceof Collection<?> several ? several : List.of(given);
    return client.clear(
        ids.stream()
            .mapToLong(id -> id(id, "an integer task id expected: " + Conversions.shown(id)))
            .toArray());
  }

  private Object applyToAll(Arguments call) {
    Object function = value(call, 0);
    if (function == null) {
      throw new IllegalArgumentException("a task function must be a FunctionType");
    }
    Object[] sequences = call.values().subList(1, call.values().size()).toArray();
    return client.mapper(options(call.options())).map(function, sequences);
  }

  private Object decorate(Arguments call) {
    MapperOptions options = options(call.options());
    return client.parallel(requireFunction(value(call, 0)), options);
  }

  private static Object requireFunction(@Nullable Object function) {
    if (function == null) {
      throw new IllegalArgumentException("func must be a fuction or str");
    }
    return function;
  }

  private static MapperOptions options(Map<String, @Nullable Object> given) {
    MapperOptions options = MapperOptions.DEFAULT;
    for (Map.Entry<String, @Nullable Object> next : given.entrySet()) {
      Object value = next.getValue();
      options =
          switch (Members.snake(Members.javaName(next.getKey()))) {
            case "block" -> options.withBlock(Conversions.block(value));
            case "clear_before" ->
                options.withClear(Conversions.block(value), options.clearAfter());
            case "clear_after" ->
                options.withClear(options.clearBefore(), Conversions.block(value));
            case "retries" -> options.withRetries(number(value));
            case "recovery_task" -> options.withRecoveryTask(value == null ? null : task(value));
            case "depend" -> options.withDependFunction(value);
            default ->
                throw new IllegalArgumentException(
                    "a mapper has no option "
                        + next.getKey()
                        + NearNames.question(next.getKey(), OPTIONS));
          };
    }
    return options;
  }

  // Tasks

  /** Creates a task that runs a text. */
  static StringTask stringTask(@Nullable Object[] given) {
    Map<String, @Nullable Object> values =
        bound("StringTask", given, List.of("expression", "pull", "push"));
    return withOptions(
        StringTask.of(values.get("expression"), values.get("pull"), values.get("push")), values);
  }

  /** Creates a task that calls a function. */
  static MapTask mapTask(@Nullable Object[] given) {
    Map<String, @Nullable Object> values =
        bound("MapTask", given, List.of("function", "args", "kwargs"));
    return withOptions(
        MapTask.of(values.get("function"), values.get("args"), values.get("kwargs")), values);
  }

  private static Map<String, @Nullable Object> bound(
      String kind, @Nullable Object[] given, List<String> own) {
    List<String> names = new ArrayList<>(own);
    names.addAll(OPTIONS);
    Arguments arguments = Arguments.of(kind, given, Signature.ofAny());
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (arguments.values().size() > names.size()) {
      throw new IllegalArgumentException(kind + " takes " + String.join(", ", names));
    }
    for (int i = 0; i < arguments.values().size(); i++) {
      values.put(names.get(i), arguments.values().get(i));
    }
    arguments
        .options()
        .forEach(
            (name, value) -> {
              String snake = Members.snake(Members.javaName(name));
              if (!names.contains(snake)) {
                throw new IllegalArgumentException(
                    kind + " has no option " + name + NearNames.question(name, names));
              }
              values.put(snake, value);
            });
    return values;
  }

  private static <T extends Task> T withOptions(T task, Map<String, @Nullable Object> values) {
    task.setClearBefore(Conversions.block(values.getOrDefault("clear_before", false)));
    task.setClearAfter(Conversions.block(values.getOrDefault("clear_after", false)));
    task.setRetries(number(values.getOrDefault("retries", 0)));
    if (values.get("recovery_task") instanceof Task recovery) {
      task.setRecoveryTask(recovery);
    }
    task.setDependFunction(values.get("depend"));
    return task;
  }

  /** Reads a number of retries. */
  private static int number(@Nullable Object value) {
    if (value instanceof Number number) {
      return number.intValue();
    }
    throw new IllegalArgumentException(
        "a whole number is expected; not " + Conversions.shown(value));
  }

  @Override
  public List<String> completions() {
    return METHODS;
  }

  /** Returns the numbers of tasks by state. */
  @Override
  public String toString() {
    return client.toString();
  }
}
