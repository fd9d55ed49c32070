package org.multiengine.core.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.RemoteError;

/**
 * A function of one value that runs on engines. A lambda, a method reference or a class will do;
 * its classes go with it to engines that do not have them. What it captures must be sendable.
 *
 * <pre>{@code
 * double factor = 1.5;
 * List<Double> results = client.map(x -> x * factor, List.of(1, 2, 3));
 * }</pre>
 *
 * @param <T> what it takes
 * @param <R> what it gives
 */
@FunctionalInterface
public interface RemoteFunction<T extends @Nullable Object, R extends @Nullable Object>
    extends Serializable {

  /** Applies the function. Whatever it throws arrives as a {@link RemoteError}. */
  R apply(T value) throws Exception;
}
