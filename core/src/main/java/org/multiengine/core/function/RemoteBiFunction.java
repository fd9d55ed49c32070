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
 * @param <T> the first parameter
 * @param <U> the second parameter
 * @param <R> the result
 */
@FunctionalInterface
public interface RemoteBiFunction<
        T extends @Nullable Object, U extends @Nullable Object, R extends @Nullable Object>
    extends Serializable {

  /** Applies the function. An exception reaches the client as a {@link RemoteError}. */
  R apply(T first, U second) throws Exception;
}
