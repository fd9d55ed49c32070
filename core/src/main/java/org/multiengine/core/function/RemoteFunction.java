package org.multiengine.core.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.RemoteError;

/**
 * A function of one value that runs on engines. It may be a lambda, a method reference or an object
 * of a class. Its classes are sent to engines that do not have them. Captured values must be
 * encodable.
 *
 * <pre>{@code
 * double factor = 1.5;
 * List<Double> results = client.map(x -> x * factor, List.of(1, 2, 3));
 * }</pre>
 *
 * @param <T> the parameter
 * @param <R> the result
 */
@FunctionalInterface
public interface RemoteFunction<T extends @Nullable Object, R extends @Nullable Object>
    extends Serializable {

  /** Applies the function. An exception reaches the client as a {@link RemoteError}. */
  R apply(T value) throws Exception;
}
