package org.multiengine.magics.script;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.taskclient.MapTask;
import org.multiengine.client.taskclient.StringTask;
import org.multiengine.client.taskclient.Task;
import org.multiengine.magics.text.NearNames;

/** Creates tasks from the arguments of scripts, by position or by name as in IPython. */
final class TaskFactory {

  /** The options of all tasks, in their order. */
  static final List<String> OPTIONS =
      List.of("clear_before", "clear_after", "retries", "recovery_task", "depend");

  private TaskFactory() {}

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
  static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : (int) Conversions.whole(value);
  }
}
