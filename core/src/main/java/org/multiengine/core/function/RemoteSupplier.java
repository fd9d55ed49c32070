package org.multiengine.core.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.RemoteError;

/**
 * Code that runs on engines and needs nothing of them; see {@link RemoteFunction}.
 *
 * <pre>{@code
 * List<Long> pids = client.apply(() -> ProcessHandle.current().pid());
 * }</pre>
 *
 * @param <R> what it gives
 */
@FunctionalInterface
public interface RemoteSupplier<R extends @Nullable Object> extends Serializable {

  /** Runs on an engine. Whatever it throws arrives as a {@link RemoteError}. */
  R get() throws Exception;
}
