package org.multiengine.client.taskclient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.task.TaskCall;
import org.multiengine.client.internal.task.ViewState;

/**
 * A task that calls a function (reference of the task interface, T11). Its result is what the
 * function returns; the result of a failed one throws the error.
 *
 * <pre>{@code
 * long id = tc.run(new MapTask((RemoteFunction<Integer, Integer>) x -> 2 * x, 10));
 * }</pre>
 */
public final class MapTask extends Task {

  private final Object function;
  private final List<@Nullable Object> arguments;
  private final Map<String, @Nullable Object> named;

  /**
   * Creates a task.
   *
   * @param function a remote function of any kind, a serializable function of the JDK, or a closure
   *     of a script
   * @param arguments the arguments
   * @throws IllegalArgumentException if the function is a text or a number
   */
  public MapTask(Object function, @Nullable Object... arguments) {
    this(function, Arrays.asList(arguments), Map.of());
  }

  private MapTask(
      Object function, List<?> arguments, Map<String, ? extends @Nullable Object> named) {
    this.function = requireFunction(function);
    this.arguments = new ArrayList<>(arguments);
    this.named = new LinkedHashMap<>(named);
  }

  /**
   * Creates a task of values of any type, as scripts have them.
   *
   * @param args a list; null for none
   * @param kwargs a map; null for none. The function receives it as its first argument, as a
   *     function of Groovy receives named arguments
   * @throws IllegalArgumentException if something is of another type
   */
  public static MapTask of(
      @Nullable Object function, @Nullable Object args, @Nullable Object kwargs) {
    Object checked = requireFunction(function);
    if (args != null && !(args instanceof List<?>)) {
      throw new IllegalArgumentException("a task args must be a list or tuple");
    }
    if (kwargs != null && !(kwargs instanceof Map<?, ?>)) {
      throw new IllegalArgumentException("a task kwargs must be a dict");
    }
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    if (kwargs instanceof Map<?, ?> map) {
      map.forEach((name, value) -> named.put(String.valueOf(name), value));
    }
    return new MapTask(checked, args instanceof List<?> list ? list : List.of(), named);
  }

  private static Object requireFunction(@Nullable Object function) {
    if (function == null || function instanceof CharSequence || function instanceof Number) {
      throw new IllegalArgumentException("a task function must be a FunctionType");
    }
    return function;
  }

  /** Returns the function. */
  public Object getFunction() {
    return function;
  }

  /** Returns the arguments. */
  public List<@Nullable Object> getArgs() {
    return Collections.unmodifiableList(arguments);
  }

  /** Returns the named arguments. */
  public Map<String, @Nullable Object> getKwargs() {
    return Collections.unmodifiableMap(named);
  }

  @Override
  TaskCall<@Nullable Object> call(ViewState view, @Nullable Long id) {
    List<@Nullable Object> all = new ArrayList<>(arguments);
    if (!named.isEmpty()) {
      all.add(0, named);
    }
    return view.call(function, all);
  }
}
