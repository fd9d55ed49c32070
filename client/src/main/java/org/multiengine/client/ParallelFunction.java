package org.multiengine.client;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.client.internal.value.FunctionLabel;
import org.multiengine.core.function.RemoteFunction;

/**
 * A function on lists that applies another one to their elements on the engines, in parallel
 * (reference, 10.3).
 *
 * <pre>{@code
 * ParallelFunction<Integer, Double> f = client.parallel(x -> 10.0 * Math.pow(x, 4));
 * List<Double> results = f.apply(List.of(0, 1, 2, 3));
 * }</pre>
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the elements
 * @param <R> the results
 */
public final class ParallelFunction<T extends @Nullable Object, R extends @Nullable Object>
    implements Function<List<T>, List<R>> {

  private final DirectView view;
  private final RemoteFunction<T, R> function;

  ParallelFunction(DirectView view, RemoteFunction<T, R> function) {
    this.view = view;
    this.function = function;
  }

  /** Returns the results in the order of the elements; fails as {@link DirectView#map} does. */
  @Override
  public List<R> apply(List<T> sequence) {
    return view.map(function, sequence);
  }

  /** Applies the function without waiting; see {@link #apply}. */
  public PendingResult<List<R>> applyAsync(List<T> sequence) {
    return view.mapAsync(function, sequence);
  }

  /** Returns the function and the engines it runs on. */
  @Override
  public String toString() {
    return "ParallelFunction[" + FunctionLabel.of(function) + " on " + view.targets() + "]";
  }

  /** Does the same as {@link #apply}, so that a Groovy script can write {@code f(list)}. */
  public List<R> call(List<T> sequence) {
    return apply(sequence);
  }
}
