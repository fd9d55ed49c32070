package org.multiengine.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.Targets;
import org.multiengine.core.function.RemoteFunction;
import org.multiengine.core.partition.Distribution;

/**
 * A map with its options: the targets, and which elements go to which engine (reference, 10.3).
 * Immutable.
 *
 * <pre>{@code
 * List<Integer> squares =
 *     client.mapper().distribution(Distribution.ROUND_ROBIN).map(x -> x * x, List.of(1, 2, 3));
 * }</pre>
 */
public final class Mapper {

  private final DirectView view;
  private final Distribution distribution;

  Mapper(DirectView view, Distribution distribution) {
    this.view = view;
    this.distribution = distribution;
  }

  /** Returns a mapper with another distribution of elements. */
  public Mapper distribution(Distribution other) {
    return new Mapper(view, other);
  }

  /** Returns a mapper on other engines. */
  public Mapper targets(Targets other) {
    return new Mapper(new DirectView(view.session(), other, view.options()), distribution);
  }

  /** Applies a function to the elements of a list; see {@link DirectView#map}. */
  public <T extends @Nullable Object, R extends @Nullable Object> List<R> map(
      RemoteFunction<? super T, ? extends R> function, List<T> sequence) {
    return EngineView.await(mapAsync(function, sequence));
  }

  /** Applies a function to the elements of a list, without waiting. */
  public <T extends @Nullable Object, R extends @Nullable Object> PendingResult<List<R>> mapAsync(
      RemoteFunction<? super T, ? extends R> function, List<T> sequence) {
    return view.submitMap(function, List.of(sequence), distribution);
  }

  /** Returns the targets and the distribution. */
  @Override
  public String toString() {
    return "Mapper[" + view.targets() + ", " + distribution + "]";
  }

  /** Applies a function of the engines to sequences; see {@link DirectView#map}. */
  public List<@Nullable Object> map(String expression, Object... sequences) {
    return view.rawMap(expression, List.of(sequences), distribution);
  }
}
