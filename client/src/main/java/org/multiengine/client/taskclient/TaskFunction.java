package org.multiengine.client.taskclient;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function on sequences that applies another one to their elements as tasks (reference of the
 * task interface, T104). Safe for use by several threads.
 */
public final class TaskFunction {

  private final TaskMapper mapper;
  private final Object function;

  TaskFunction(TaskMapper mapper, @Nullable Object function) {
    if (function == null || function instanceof Number) {
      throw new IllegalArgumentException("func must be a fuction or str");
    }
    this.mapper = mapper;
    this.function = function;
  }

  /**
   * Applies the function to the elements of sequences.
   *
   * @return the results, or the ids of the tasks if the mapper does not wait
   */
  public List<@Nullable Object> apply(Object... sequences) {
    return mapper.map(function, sequences);
  }

  /** Does the same as {@link #apply}, so that a Groovy script can write {@code f(list)}. */
  public List<@Nullable Object> call(Object... sequences) {
    return apply(sequences);
  }

  /** Returns the function's options. */
  @Override
  public String toString() {
    return "TaskFunction[" + mapper.options() + "]";
  }
}
