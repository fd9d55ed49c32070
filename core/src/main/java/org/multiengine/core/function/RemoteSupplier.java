package org.multiengine.core.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.RemoteError;

/**
 * A function without parameters that runs on engines; see {@link RemoteFunction}.
 *
 * <pre>{@code
 * List<Long> pids = client.apply(() -> ProcessHandle.current().pid());
 * }</pre>
 *
 * @param <R> the result
 */
@FunctionalInterface
public interface RemoteSupplier<R extends @Nullable Object> extends Serializable {

  /** Runs on an engine. An exception reaches the client as a {@link RemoteError}. */
  R get() throws Exception;
}
