package org.multiengine.core.function;

import java.io.Serializable;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.RemoteError;

/**
 * A function without parameters that runs on engines; see {@link RemoteFunction}.
 *
 * <pre>{@code
 * List<Long> pids = client.apply(() -> ProcessHandle.current().pid());
 * }</pre>
 *
 * <p>It is also a {@link Callable}, so that a lambda given to an executor of tasks is one of these,
 * and can be sent.
 *
 * @param <R> the result
 */
@FunctionalInterface
public interface RemoteSupplier<R extends @Nullable Object> extends Callable<R>, Serializable {

  /** Runs on an engine. An exception reaches the client as a {@link RemoteError}. */
  R get() throws Exception;

  /** Does the same as {@link #get}. */
  @Override
  default R call() throws Exception {
    return get();
  }
}
