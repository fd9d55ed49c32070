package org.multiengine.client.task;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.function.RemoteFunction;

/**
 * A function on lists that applies another one to their elements as tasks, balanced over the
 * engines.
 *
 * <pre>{@code
 * BalancedFunction<Integer, Double> f = mec.balanced().parallel(x -> 10.0 * Math.pow(x, 4));
 * List<Double> results = f.apply(List.of(0, 1, 2, 3));
 * }</pre>
 *
 * <p>Safe for use by several threads.
 *
 * @param <T> the elements
 * @param <R> the results
 */
public final class BalancedFunction<T extends @Nullable Object, R extends @Nullable Object>
    implements Function<List<T>, List<R>> {

  private final LoadBalancedView view;
  private final RemoteFunction<T, R> function;

  BalancedFunction(LoadBalancedView view, RemoteFunction<T, R> function) {
    this.view = view;
    this.function = function;
  }

  /** Returns the results in the order of the elements; fails as {@link LoadBalancedView#map}. */
  @Override
  public List<R> apply(List<T> sequence) {
    return view.map(function, sequence);
  }

  /** Applies the function without waiting; see {@link #apply}. */
  public PendingMap<R> applyAsync(List<T> sequence) {
    return view.mapAsync(function, sequence);
  }

  /** Does the same as {@link #apply}, so that a Groovy script can write {@code f(list)}. */
  public List<R> call(List<T> sequence) {
    return apply(sequence);
  }

  /** Returns the view. */
  @Override
  public String toString() {
    return "BalancedFunction[" + view + "]";
  }
}
