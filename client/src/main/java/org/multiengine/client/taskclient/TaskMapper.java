package org.multiengine.client.taskclient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Interrupts;
import org.multiengine.client.internal.call.PendingCall;
import org.multiengine.client.internal.task.MapTasks;
import org.multiengine.core.CompositeError;
import org.multiengine.core.error.KernelError;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.identity.EngineId;
import org.multiengine.core.partition.Distribution;

/**
 * A map of a {@link TaskClient} with options (reference of the task interface, T96). Without
 * options, elements are divided into tasks as by {@link
 * org.multiengine.client.task.LoadBalancedView#map}; with options, each element is a task of its
 * own. Immutable.
 */
public final class TaskMapper {

  private static final String METHOD = "map";
  private static final EngineId UNKNOWN_ENGINE = new EngineId(0);

  private final TaskClient client;
  private final MapperOptions options;

  TaskMapper(TaskClient client, MapperOptions options) {
    this.client = client;
    this.options = options;
  }

  /** Returns the options. */
  public MapperOptions options() {
    return options;
  }

  /** Returns the client. */
  public TaskClient taskController() {
    return client;
  }

  /**
   * Applies a function to the elements of a list; returns the results, or the ids of the tasks if
   * the mapper does not wait.
   *
   * @throws CompositeError if elements failed; it has the other results
   */
  public <T extends @Nullable Object> List<@Nullable Object> map(
      RemoteFunction<? super T, ?> function, List<T> sequence) {
    return map(function, (Object) sequence);
  }

  /**
   * Applies a function of any kind to sequences of any kind.
   *
   * @param function a remote function, or a closure of a script
   * @param sequences lists, arrays or texts of one length
   * @return the results, or the ids of the tasks if the mapper does not wait
   * @throws IllegalArgumentException if there is no sequence, lengths differ, or the function is
   *     none
   * @throws CompositeError if elements failed; it has the other results
   */
  public List<@Nullable Object> map(Object function, Object... sequences) {
    List<List<?>> lists = new ArrayList<>();
    Arrays.stream(sequences).forEach(sequence -> lists.add(Distribution.asList(sequence)));
    int length = commonLength(lists);
    var unused = new MapTask(function);
    if (!options.block()) {
      return new ArrayList<>(submit(function, lists, length));
    }
    return length == 0 ? new ArrayList<>() : mapAll(function, lists);
  }

  private static int commonLength(List<? extends List<?>> sequences) {
    if (sequences.isEmpty()) {
      throw new IllegalArgumentException("max() arg is an empty sequence");
    }
    int length = sequences.get(0).size();
    if (sequences.stream().anyMatch(sequence -> sequence.size() != length)) {
      throw new IllegalArgumentException("all sequences must have equal length");
    }
    return length;
  }

  /** Applies a function and waits for the results. */
  <R extends @Nullable Object> List<R> mapAll(Object function, List<? extends List<?>> sequences) {
    if (options.allowPieces()) {
      PendingCall<List<R>> pending =
          MapTasks.<R>start(client.view(), function, sequences).pending();
      Interrupts.orFail(
          () -> {
            pending.awaitDone();
            return pending;
          },
          () -> "interrupted while waiting for a map; its tasks go on");
      return pending.read();
    }
    return results(submit(function, sequences, sequences.get(0).size()));
  }

  private List<Long> submit(Object function, List<? extends List<?>> sequences, int length) {
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      int index = i;
      List<@Nullable Object> arguments = new ArrayList<>();
      sequences.forEach(sequence -> arguments.add(sequence.get(index)));
      ids.add(client.run(options.task(MapTask.of(function, arguments, null))));
    }
    return ids;
  }

  @SuppressWarnings("unchecked") // the function's type determines what it returns
  private <R extends @Nullable Object> List<R> results(List<Long> ids) {
    client.barrier(ids);
    List<@Nullable Object> values = new ArrayList<>();
    List<CompositeError.Entry> failures = new ArrayList<>();
    List<CompositeError.Result> results = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      try {
        Object value = client.getTaskResult(ids.get(i), true);
        values.add(value);
        results.add(new CompositeError.Result(UNKNOWN_ENGINE, value));
      } catch (KernelError e) {
        failures.add(new CompositeError.Entry(UNKNOWN_ENGINE, METHOD + " of element " + i, e));
      }
    }
    if (!failures.isEmpty()) {
      throw new CompositeError(METHOD, failures, results);
    }
    return (List<R>) values;
  }
}
