package org.multiengine.core.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.RemoteError;

/**
 * A function of two values that runs on engines; see {@link RemoteFunction}.
 *
 * <pre>{@code
 * List<Integer> sums = client.map((x, y) -> x + y, List.of(1, 2), List.of(10, 20));
 * }</pre>
 *
 * @param <T> what it takes first
 * @param <U> what it takes second
 * @param <R> what it gives
 */
@FunctionalInterface
public interface RemoteBiFunction<
        T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
    extends Serializable {

  /** Applies the function. Whatever it throws arrives as a {@link RemoteError}. */
  R apply(T first, U second) throws Exception;
}
