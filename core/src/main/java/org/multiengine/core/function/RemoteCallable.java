package org.multiengine.core.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.RemoteError;

/**
 * Code that runs on engines and sees the namespace of the engine it runs on; see {@link
 * RemoteFunction}.
 *
 * <pre>{@code
 * List<Integer> doubled = client.apply(engine -> 2 * engine.get("a", Integer.class));
 * }</pre>
 *
 * @param <R> what it gives
 */
@FunctionalInterface
public interface RemoteCallable<R extends @Nullable Object> extends Serializable {

  /** Runs on an engine. Whatever it throws arrives as a {@link RemoteError}. */
  R call(EngineScope engine) throws Exception;
}
