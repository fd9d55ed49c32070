package org.multiengine.client.taskclient;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.task.TaskCall;
import org.multiengine.client.internal.task.ViewState;

/**
 * A task that runs a text on the namespace of an engine (reference of the task interface, T8). It
 * binds names before, and returns the values of names after the text. Its result is always a {@link
 * TaskResult}, also if it fails.
 *
 * <pre>{@code
 * long id = tc.run(new StringTask("b = a * 2", Map.of("a", 21), "b"));
 * }</pre>
 */
public final class StringTask extends Task {

  private final String expression;
  private final List<String> pulled;
  private final Map<String, @Nullable Object> pushed;

  /**
   * Creates a task.
   *
   * @param expression the text
   * @param pull the names whose values the result has
   */
  public StringTask(String expression, String... pull) {
    this(expression, Map.of(), pull);
  }

  /**
   * Creates a task.
   *
   * @param expression the text
   * @param push the values to bind before the text, by name
   * @param pull the names whose values the result has
   */
  public StringTask(
      String expression, Map<String, ? extends @Nullable Object> push, String... pull) {
    this.expression = expression;
    this.pushed = new LinkedHashMap<>(push);
    this.pulled = List.of(pull);
  }

  /**
   * Creates a task of values of any type, as scripts have them.
   *
   * @param pull a name, a list of names, or null
   * @param push a map, or null
   * @throws IllegalArgumentException if something is of another type
   */
  public static StringTask of(
      @Nullable Object expression, @Nullable Object pull, @Nullable Object push) {
    if (!(expression instanceof CharSequence)) {
      throw new IllegalArgumentException("a task expression must be a string");
    }
    List<String> names = new ArrayList<>();
    if (pull instanceof CharSequence name) {
      names.add(name.toString());
    } else if (pull instanceof Collection<?> several) {
      several.forEach(name -> names.add(String.valueOf(name)));
    } else if (pull != null) {
      throw new IllegalArgumentException("pull must be str or a sequence of strs");
    }
    if (push != null && !(push instanceof Map<?, ?>)) {
      throw new IllegalArgumentException("push must be a dict");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (push instanceof Map<?, ?> map) {
      map.forEach((name, value) -> values.put(String.valueOf(name), value));
    }
    return new StringTask(expression.toString(), values, names.toArray(String[]::new));
  }

  /** Returns the text. */
  public String getExpression() {
    return expression;
  }

  /** Returns the names whose values the result has. */
  public List<String> getPull() {
    return pulled;
  }

  /** Returns the values to bind before the text. */
  public Map<String, @Nullable Object> getPush() {
    return Collections.unmodifiableMap(pushed);
  }

  @Override
  TaskCall<@Nullable Object> call(ViewState view, @Nullable Long id) {
    return view.script(expression, pushed, pulled)
        .reading(new TaskResultReader(view.tasks().outcomes(), pulled, id)::read);
  }
}
