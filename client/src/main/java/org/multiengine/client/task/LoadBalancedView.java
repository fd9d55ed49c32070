package org.multiengine.client.task;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.call.Interrupts;
import org.multiengine.client.internal.task.MapTasks;
import org.multiengine.client.internal.task.StreamTasks;
import org.multiengine.client.internal.task.TaskCall;
import org.multiengine.client.internal.task.TaskSession;
import org.multiengine.client.internal.task.ViewState;
import org.multiengine.core.function.RemoteBiFunction;
import org.multiengine.core.function.RemoteCallable;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.function.RemoteRunnable;
import org.multiengine.core.function.RemoteSupplier;
import org.multiengine.core.partition.Distribution;
import org.multiengine.core.task.TaskCounts;
import org.multiengine.core.task.TaskId;
import org.multiengine.core.task.TaskReport;

/**
 * Work that any engine may run: the caller says what is to be done, and not where. A task waits at
 * the client until an engine is free for it.
 *
 * <pre>{@code
 * LoadBalancedView lview = mec.balanced();
 * PendingTask<Integer> task = lview.submit(() -> 6 * 7);
 * List<Image> images = lview.map(Image::render, scenes);
 * PendingTask<Report> report =
 *     lview.retry(Retry.lost(2)).limit(Duration.ofMinutes(5)).submitWith(Report::of, task);
 * }</pre>
 *
 * <p>A view is immutable; each method that changes an option returns another view. A task that has
 * begun is never begun again, unless its view says {@link #idempotent()} or has a {@link #retry}; a
 * task that has not begun moves to another engine when its own is lost.
 *
 * <p>Submissions encode the function and its arguments on the calling thread, and throw {@link
 * org.multiengine.core.error.SerializationError} if something cannot be sent. If too many tasks are
 * open, they wait for one to end, and throw {@link org.multiengine.core.error.QueueFull} if none
 * does in time ({@code multiengine.client.full-wait}).
 *
 * <p>Safe for use by several threads.
 */
@SuppressWarnings("overloads") // a lambda with a value is a supplier, any other one is an action
public final class LoadBalancedView extends TaskOptionsView {

  private LoadBalancedView(ViewState state) {
    super(state);
  }

  /** Returns the view of a client's tasks without any option. Clients have a method for it. */
  public static LoadBalancedView of(TaskSession tasks) {
    return new LoadBalancedView(ViewState.of(tasks));
  }

  @Override
  LoadBalancedView with(UnaryOperator<ViewState> change) {
    return new LoadBalancedView(change.apply(state()));
  }

  // Single tasks

  /** Submits a function. */
  public <R extends @Nullable Object> PendingTask<R> submit(RemoteSupplier<R> work) {
    return call(work);
  }

  /** Submits a function without a result. */
  public PendingTask<@Nullable Void> submit(RemoteRunnable work) {
    return call(work);
  }

  /** Submits a function that uses the namespace of its engine. */
  public <R extends @Nullable Object> PendingTask<R> submit(RemoteCallable<R> work) {
    return call(work);
  }

  /** Submits a function and its argument. */
  public <T extends @Nullable Object, R extends @Nullable Object> PendingTask<R> submit(
      RemoteFunction<? super T, ? extends R> work, T argument) {
    return call(work, argument);
  }

  /**
   * Submits a function whose argument is the result of another task. It starts after that one; if
   * that one fails, it ends with {@link org.multiengine.core.error.ImpossibleDependency}. The
   * result passes through this client without being decoded.
   */
  public <T extends @Nullable Object, R extends @Nullable Object> PendingTask<R> submitWith(
      RemoteFunction<? super T, ? extends R> work, PendingTask<? extends T> argument) {
    return call(work, argument.task());
  }

  /** Submits a function and its two arguments. */
  public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
      PendingTask<R> submit(
          RemoteBiFunction<? super T, ? super U, ? extends R> work, T first, U second) {
    return call(work, first, second);
  }

  /** Submits a function whose two arguments are the results of other tasks. */
  public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
      PendingTask<R> submitWith(
          RemoteBiFunction<? super T, ? super U, ? extends R> work,
          PendingTask<? extends T> first,
          PendingTask<? extends U> second) {
    return call(work, first.task(), second.task());
  }

  /**
   * Submits a function of any kind: a remote function, a serializable function of the JDK, a
   * closure of a script, or an expression of the engines' language as text.
   *
   * @param arguments the arguments; a {@link PendingTask} stands for its result
   */
  public PendingTask<@Nullable Object> submitFunction(
      Object function, @Nullable Object... arguments) {
    return call(
        function,
        Arrays.stream(arguments)
            .map(argument -> argument instanceof PendingTask<?> task ? task.task() : argument)
            .toArray());
  }

  private <R extends @Nullable Object> PendingTask<R> call(
      Object function, @Nullable Object... arguments) {
    return submit(state().call(function, Arrays.asList(arguments)));
  }

  <R extends @Nullable Object> PendingTask<R> submit(TaskCall<R> call) {
    return new PendingTask<>(state().tasks().submit(call));
  }

  /** Submits a text, which runs on the namespace of some engine. */
  public PendingTask<Map<String, @Nullable Object>> execute(String code) {
    return execute(code, Map.of());
  }

  /**
   * Submits a text with values that are bound before it runs.
   *
   * @param code the text
   * @param push the values by name
   * @param pull the names whose values the result has
   */
  public PendingTask<Map<String, @Nullable Object>> execute(
      String code, Map<String, ?> push, String... pull) {
    return submit(state().script(code, push, List.of(pull)));
  }

  // Maps and streams

  /**
   * Applies a function to the elements of a list, and returns the results in their order.
   *
   * @throws org.multiengine.core.CompositeError if elements failed; it has the other results
   */
  public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
      RemoteFunction<? super T, ? extends R> function, List<T> sequence) {
    return await(mapAsync(function, sequence));
  }

  /** Applies a function to the elements of a list, without waiting. */
  public <T extends @Nullable Object, R extends @Nullable Object> PendingMap<R> mapAsync(
      RemoteFunction<? super T, ? extends R> function, List<T> sequence) {
    return mapObject(function, List.of(sequence));
  }

  /**
   * Applies a function to the pairs of elements of two lists.
   *
   * @throws IllegalArgumentException if their lengths differ; nothing has been sent then
   */
  public <T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
      List<R> map(
          RemoteBiFunction<? super T, ? super U, ? extends R> function,
          List<T> first,
          List<U> second) {
    return await(mapObject(function, List.of(first, second)));
  }

  /**
   * Applies a function of any kind to sequences of any kind, without waiting.
   *
   * @param function a remote function, a closure of a script, or an expression as text
   * @param sequences lists, arrays or texts of one length
   * @throws IllegalArgumentException if there is no sequence, or lengths differ
   */
  public PendingMap<@Nullable Object> mapFunction(Object function, Object... sequences) {
    return mapObject(function, Arrays.stream(sequences).map(Distribution::asList).toList());
  }

  static <R extends @Nullable Object> List<R> await(PendingMap<R> map) {
    return Interrupts.orFail(map::get, () -> "interrupted while waiting for " + map);
  }

  <R extends @Nullable Object> PendingMap<R> mapObject(
      Object function, List<? extends List<?>> sequences) {
    return new PendingMap<>(MapTasks.start(state(), function, sequences));
  }

  /** Applies a function to the elements of an iterator, in order; see {@link ResultStream}. */
  public <T extends @Nullable Object, R extends @Nullable Object> ResultStream<R> stream(
      RemoteFunction<? super T, ? extends R> function, Iterator<? extends T> source) {
    return stream(function, source, Streaming.inOrder());
  }

  /** Applies a function to the elements of an iterator; see {@link ResultStream}. */
  public <T extends @Nullable Object, R extends @Nullable Object> ResultStream<R> stream(
      RemoteFunction<? super T, ? extends R> function,
      Iterator<? extends T> source,
      Streaming options) {
    return streamFunction(function, source, options);
  }

  /** Applies a function of any kind to the elements of an iterator; see {@link ResultStream}. */
  public <R extends @Nullable Object> ResultStream<R> streamFunction(
      Object function, Iterator<?> source, Streaming options) {
    return new ResultStream<>(StreamTasks.start(state(), function, source, options.bounds()));
  }

  /**
   * Returns a processor of reactive streams that applies a function to the items that it receives.
   * It has one publisher and one subscriber. It requests no more items than the subscriber can
   * follow.
   */
  public <T, R> Flow.Processor<T, R> processor(RemoteFunction<? super T, ? extends R> function) {
    return new TaskProcessor<>(this, function);
  }

  /** Returns a function on lists that applies this one to their elements as tasks. */
  public <T extends @Nullable Object, R extends @Nullable Object> BalancedFunction<T, R> parallel(
      RemoteFunction<T, R> function) {
    return new BalancedFunction<>(this, function);
  }

  // The rest

  /** Returns an executor of the JDK that runs its tasks on the engines. */
  public TaskExecutor executor() {
    return new TaskExecutor(this);
  }

  /** Returns the numbers of this client's tasks by state(). */
  public TaskCounts counts() {
    return state().tasks().counts();
  }

  /** Returns the records of this client's open tasks, in the order of their submission. */
  public List<TaskReport> open() {
    return state().tasks().open();
  }

  /** Returns in one line why a task of this client has not ended. */
  public String why(TaskId task) {
    return state().tasks().why(task);
  }

  /** Returns the engines of the view. */
  @Override
  public String toString() {
    return "LoadBalancedView[" + (state().among() == null ? "all" : state().among()) + "]";
  }
}
