package org.multiengine.core.function;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.multiengine.core.error.RemoteError;

/**
 * A function that runs on engines and uses the namespace of its engine; see {@link RemoteFunction}.
 *
 * <pre>{@code
 * List<Integer> doubled = client.apply(engine -> 2 * engine.get("a", Integer.class));
 * }</pre>
 *
 * @param <R> the result
 */
@FunctionalInterface
public interface RemoteCallable<R extends @Nullable Object> extends Serializable {

  /** Runs on an engine. An exception reaches the client as a {@link RemoteError}. */
  R call(EngineScope engine) throws Exception;
}
